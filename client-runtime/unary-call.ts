import { create, type DescMethodUnary, type MessageInitShape, type MessageShape } from "@bufbuild/protobuf";
import { type CallOptions, Code, ConnectError } from "@connectrpc/connect";
import type { RunSettings } from "#lib/record/run-record.ts";
import { traceparentOf } from "#lib/wire/trace-id.ts";
import { attemptHeader } from "./attempt-header.ts";
import type { AttemptLog, OpenAttempt } from "./attempt-log.ts";
import { methodPath } from "./method-path.ts";
import { previewReply } from "./preview-reply.ts";
import { previewRequest } from "./preview-request.ts";
import { type Exchange, unaryProtocols } from "./unary-protocols.ts";

export type UnaryOptions = Pick<CallOptions, "headers" | "timeoutMs" | "onHeader" | "onTrailer">;

export type UnaryParts = {
  readonly settings: Pick<RunSettings, "protocol" | "codec">;
  readonly attempts: AttemptLog;
  /** The line of `client.ts` that is making a call right now. */
  readonly currentLine: () => number | undefined;
};

/** A unary call as bytes, and its attempt in the record. Whoever sends it ends it, by `finish` or by `fail`. */
export type UnaryCall = {
  readonly attempt: OpenAttempt;
  /** `/greet.v1.Greeter/SayHello` */
  readonly path: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
  readonly timeoutMs: number | undefined;
  /** The reply in it; throws the error that the response stands for. */
  finish(exchange: Exchange): MessageShape<DescMethodUnary["output"]>;
  /** Gives the error back. */
  fail(error: unknown): unknown;
};

/** Begins a call whose bytes are not the library's to send. Throws where the request has no bytes. */
export function beginUnary(
  method: DescMethodUnary,
  request: MessageInitShape<DescMethodUnary["input"]>,
  options: UnaryOptions,
  { settings, attempts, currentLine, blocking }: UnaryParts & { readonly blocking: boolean },
): UnaryCall {
  const attempt = attempts.open(methodPath(method), {
    blocking,
    line: currentLine(),
    request: () => previewRequest(method.input, request),
  });
  const { timeoutMs } = options;
  const fail = (error: unknown) => {
    attempt.ended({ kind: "failed", error, hadTimeout: timeoutMs !== undefined });
    // The browser's measurement is often there already, and no observer runs before the thread is free.
    attempts.look();
    return error;
  };
  const protocol = unaryProtocols[settings.protocol];
  try {
    const body = protocol.encode(method, create(method.input, request), settings.codec);
    const headers = protocol.headers(settings.codec, timeoutMs, options.headers);
    headers.set(attemptHeader, attempt.key);
    if (!headers.has("traceparent")) headers.set("traceparent", traceparentOf(attempt.key));
    return {
      ...{ attempt, path: `/${methodPath(method)}`, headers, body, timeoutMs, fail },
      finish(exchange) {
        try {
          const { message, header, trailer } = protocol.decode(method, exchange, settings.codec);
          options.onHeader?.(header);
          options.onTrailer?.(trailer);
          attempt.ended({ kind: "ok", reply: () => previewReply(method.output, message) });
          attempts.look();
          return message;
        } catch (error) {
          throw fail(error);
        }
      },
    };
  } catch (error) {
    throw fail(error);
  }
}

/** Refuses a method that no call in one piece can be made of. */
export function onlyUnary(kind: string): never {
  throw new ConnectError(
    `A call that gives its reply itself has one request and one reply; this method is ${kind.replace("_", "-")}.`,
    Code.Unimplemented,
  );
}
