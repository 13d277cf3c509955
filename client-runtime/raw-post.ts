import { base64Encode } from "@bufbuild/protobuf/wire";
import { Code, ConnectError } from "@connectrpc/connect";
import { codeFromHttpStatus, errorFromJsonBytes } from "@connectrpc/connect/protocol-connect";
import { findTrailerError } from "@connectrpc/connect/protocol-grpc";
import { trailerFlag, trailerParse } from "@connectrpc/connect/protocol-grpc-web";
import { traceparentOf } from "#lib/wire/trace-id.ts";
import { attemptHeader } from "./attempt-header.ts";
import type { AttemptLog, OpenAttempt } from "./attempt-log.ts";
import { type Exchange, readEnvelopes } from "./unary-protocols.ts";

export type RawReply = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** One POST of bytes that the visitor's own code has made. Rejects with a `ConnectError` only where no answer came. */
export type Post = (path: string, headers: HeadersInit, bytes: Uint8Array) => Promise<RawReply>;

export type RawCall = {
  readonly attempt: OpenAttempt;
  /** `/greet.v1.Greeter/SayHello` */
  readonly path: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
};

export type RawParts = {
  readonly attempts: Pick<AttemptLog, "open">;
  /** The line of `client.ts` that is making a call right now. */
  readonly currentLine: () => number | undefined;
  /** Sends it, stamps the sending, and resolves with the whole answer; rejects with a `ConnectError` where none comes. */
  readonly send: (call: RawCall) => Promise<Exchange>;
};

/** The bytes of longer requests are not kept, nor those of later calls once a run has kept so many. */
export const rawLimits = { callBytes: 32 * 1024, runBytes: 1024 * 1024 } as const;

/** `post`: a call without a stub, recorded like any other, and its bytes with it. */
export function createPost({ attempts, currentLine, send }: RawParts): Post {
  let kept = 0;
  return async (path, headers, bytes) => {
    if (!isPath(path))
      throw new TypeError(`A path looks like /greet.v1.Greeter/SayHello. This one does not: ${path}`);
    if (!(bytes instanceof Uint8Array)) throw new TypeError("The body of a post is a Uint8Array.");
    // What the visitor does with its array afterwards changes neither what is sent nor what is kept.
    const body = Uint8Array.from(bytes);
    const isKept = body.length <= rawLimits.callBytes && kept + body.length <= rawLimits.runBytes;
    if (isKept) kept += body.length;
    const attempt = attempts.open(path.slice(1), {
      blocking: false,
      line: currentLine(),
      raw: true,
      ...(isKept && { requestBody: () => base64Encode(body) }),
    });
    const named = new Headers(headers);
    named.set(attemptHeader, attempt.key);
    if (!named.has("traceparent")) named.set("traceparent", traceparentOf(attempt.key));
    try {
      const exchange = await send({ attempt, path, headers: named, body });
      const error = errorOf(exchange);
      const { status: httpStatus } = exchange;
      attempt.ended(
        error === undefined
          ? { kind: "ok", reply: () => undefined, httpStatus }
          : { kind: "failed", error, hadTimeout: false, httpStatus },
      );
      return { status: exchange.status, headers: exchange.header, bytes: exchange.body };
    } catch (error) {
      attempt.ended({ kind: "failed", error, hadTimeout: false });
      throw error;
    }
  };
}

/**
 * Visible ASCII after a slash, and nothing that a browser would read otherwise than it stands there: a segment of dots would
 * leave the deployment.
 */
function isPath(path: unknown): path is string {
  if (typeof path !== "string" || !/^\/[\x21-\x7e]{0,1999}$/.test(path) || /[\\#]/.test(path)) return false;
  const [plain = ""] = path.split("?");
  return !plain.split("/").some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
}

/** What the answer stands for in the record, read as any client of Connect or gRPC would. */
function errorOf({ status, header, body, trailer }: Exchange): ConnectError | undefined {
  const type = header.get("content-type") ?? "";
  if (status === 200) {
    const ending = type.startsWith("application/grpc-web") ? endingOf(body) : trailer;
    return findTrailerError(header) ?? (ending && findTrailerError(ending));
  }
  const inferred = new ConnectError(`HTTP ${status}`, codeFromHttpStatus(status));
  if (!type.startsWith("application/json")) return inferred;
  try {
    return errorFromJsonBytes(body, undefined, inferred);
  } catch {
    return inferred;
  }
}

/** The trailers that gRPC-Web writes at the end of the body. */
function endingOf(body: Uint8Array): Headers | undefined {
  const ending = readEnvelopes(body).find(({ flags }) => flags === trailerFlag);
  return ending && trailerParse(ending.data);
}

/** For whoever sends: the answer never came. */
export function noAnswer(cause?: unknown): ConnectError {
  return new ConnectError("Failed to reach the server", Code.Unavailable, undefined, undefined, cause);
}
