import { Code, ConnectError } from "@connectrpc/connect";
import type { UniversalServerRequest, UniversalServerResponse } from "@connectrpc/connect/protocol";
import { codeToHttpStatus, errorFromJsonBytes, errorToJsonBytes } from "@connectrpc/connect/protocol-connect";
import type { FailureReason } from "#lib/failure-reasons.ts";
import { failure } from "#server/failure.ts";

/**
 * What the Connect library refuses by itself (a wrong content type, a body that does not parse or is too large) comes
 * without a reason, or without any body. This adds it where the Connect protocol has room for one: to unary answers. gRPC
 * and streams carry the library's code and sentence.
 */
export async function explainRefusal(
  answer: UniversalServerResponse,
  request: UniversalServerRequest,
): Promise<UniversalServerResponse> {
  if (answer.status === 200) return answer;
  if (answer.body === undefined) return refusal(bare(answer.status, request), answer.status, answer.header);
  if (answer.header?.get("content-type") !== "application/json" || answer.header.has("content-encoding"))
    return answer;
  const body = await readAll(answer.body);
  const error = errorFromJsonBytes(body, undefined, new ConnectError("", Code.Unknown));
  if (error.details.length > 0) return { ...answer, body: once(body) };
  const explained = named(error);
  return refusal(explained, codeToHttpStatus(explained.code), answer.header);
}

export function unknownMethod(path: string): UniversalServerResponse {
  return refusal(failure(Code.Unimplemented, "METHOD_UNKNOWN", `There is no method ${path}`, { path }), 404);
}

function bare(status: number, request: UniversalServerRequest): ConnectError {
  switch (status) {
    case 405: {
      const sentence = `This method is not called by ${request.method}.`;
      return failure(Code.Unimplemented, "HTTP_METHOD_UNSUPPORTED", sentence);
    }
    case 415: {
      const sentence = "The content type is none of Connect, gRPC or gRPC-Web for this kind of method.";
      return failure(Code.InvalidArgument, "CONTENT_TYPE_UNSUPPORTED", sentence);
    }
    case 505:
      return failure(Code.Unimplemented, "HTTP_VERSION_UNSUPPORTED", "This kind of method needs HTTP/2.");
    default:
      return failure(Code.Unknown, "HTTP_MALFORMED", `The request was refused with HTTP status ${status}.`);
  }
}

/** The library's own codes, as they come out of parsing. */
function named(error: ConnectError): ConnectError {
  const reasons: Partial<Record<Code, FailureReason>> = {
    [Code.InvalidArgument]: "MESSAGE_MALFORMED",
    [Code.ResourceExhausted]: "MESSAGE_TOO_LARGE",
    [Code.Unimplemented]: "CONTENT_TYPE_UNSUPPORTED",
  };
  // A binary message that does not parse is the caller's mistake, which the library reports as internal.
  const unparsable = error.code === Code.Internal && error.rawMessage.startsWith("parse binary");
  const code = unparsable ? Code.InvalidArgument : error.code;
  const reason = reasons[code];
  return reason === undefined ? error : failure(code, reason, error.rawMessage);
}

function refusal(error: ConnectError, status: number, header = new Headers()): UniversalServerResponse {
  const body = errorToJsonBytes(error, {});
  const headers = new Headers(header);
  headers.set("content-type", "application/json");
  headers.set("content-length", String(body.byteLength));
  return { status, header: headers, body: once(body) };
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
