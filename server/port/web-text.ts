import { Code } from "@connectrpc/connect";
import type {
  UniversalHandlerFn,
  UniversalServerRequest,
  UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import { failure } from "#server/failure.ts";
import { Base64Reader, isWebText, toBase64, toBinaryType, toTextType } from "#server/grpc-web-text.ts";

/** The handler's answer, in gRPC-Web's text mode (base64) to a request in that mode, which Connect-ES does not know. */
export async function answerInText(
  handle: UniversalHandlerFn,
  request: UniversalServerRequest,
): Promise<UniversalServerResponse> {
  const contentType = request.header.get("content-type") ?? "";
  if (!isWebText(contentType)) return handle(request);
  const header = new Headers(request.header);
  header.set("content-type", toBinaryType(contentType));
  header.delete("content-length");
  const body = fromText(request.body as AsyncIterable<Uint8Array>);
  const answer = await handle({ ...request, header, body });
  const type = answer.header?.get("content-type") ?? "";
  if (toTextType(type) === type || answer.body === undefined) return answer;
  const headers = new Headers(answer.header);
  headers.set("content-type", toTextType(type));
  headers.delete("content-length");
  return { ...answer, header: headers, body: toText(answer.body) };
}

async function* fromText(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = new Base64Reader();
  for await (const text of body) {
    const bytes = reader.read(text);
    if (bytes === null) throw notBase64();
    yield bytes;
  }
  if (!reader.atBoundary) throw notBase64();
}

async function* toText(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const bytes of body) yield toBase64(bytes);
}

const notBase64 = () => failure(Code.InvalidArgument, "MESSAGE_MALFORMED", "The body is no base64.");
