import {
  create,
  type DescMethodUnary,
  type DescService,
  type MessageInitShape,
  type MessageShape,
} from "@bufbuild/protobuf";
import { type CallOptions, Code, ConnectError } from "@connectrpc/connect";
import { traceparentOf } from "#lib/wire/trace-id.ts";
import type { AttemptLog } from "./attempt-log.ts";
import type { Heartbeat } from "./heartbeat.ts";
import { previewReply } from "./preview-reply.ts";
import { previewRequest } from "./preview-request.ts";
import { attemptHeader, type CallParts, methodPath } from "./recording-transport.ts";
import { type Exchange, unaryProtocols } from "./unary-protocols.ts";

export type BlockingOptions = Pick<CallOptions, "headers" | "timeoutMs" | "onHeader" | "onTrailer">;

export type BlockingClient<Service extends DescService> = {
  [Name in keyof Service["method"]]: Service["method"][Name] extends DescMethodUnary<
    infer Input,
    infer Output
  >
    ? (request: MessageInitShape<Input>, options?: BlockingOptions) => MessageShape<Output>
    : never;
};

export type BlockingParts = CallParts & {
  readonly heartbeat: Pick<Heartbeat, "called">;
  readonly now: () => number;
  /** Everything known so far leaves before the thread stops. */
  readonly flush: () => void;
};

/**
 * Clients whose calls return the reply itself: a synchronous XMLHttpRequest, which stops this worker's event loop until
 * the reply is there. connect-web has nothing of the kind, so the bytes of a unary call are made and read here.
 */
export function createBlockingClients(
  parts: BlockingParts,
): <Service extends DescService>(service: Service) => BlockingClient<Service> {
  return (service) => {
    const client = Object.fromEntries(
      service.methods.map((method) => [
        method.localName,
        (request: MessageInitShape<DescMethodUnary["input"]>, options?: BlockingOptions) => {
          if (method.methodKind === "unary")
            return call(method as DescMethodUnary, request, options ?? {}, parts);
          throw new ConnectError(
            "A blocking call has one request and one reply; this method streams.",
            Code.Unimplemented,
          );
        },
      ]),
    );
    return client as BlockingClient<typeof service>;
  };
}

function call(
  method: DescMethodUnary,
  request: MessageInitShape<DescMethodUnary["input"]>,
  options: BlockingOptions,
  parts: BlockingParts,
): MessageShape<DescMethodUnary["output"]> {
  const { attempts, spread, settings, heartbeat } = parts;
  const attempt = attempts.open(methodPath(method), {
    blocking: true,
    line: parts.currentLine(),
    request: () => previewRequest(method.input, request),
  });
  const lease = spread.take();
  // gRPC is never asked of a browser.
  const protocol = unaryProtocols[settings.protocol === "connect" ? "connect" : "grpc-web"];
  try {
    const body = protocol.encode(method, create(method.input, request), settings.codec);
    const headers = protocol.headers(settings.codec, options.timeoutMs, options.headers);
    headers.set(attemptHeader, attempt.key);
    if (!headers.has("traceparent")) headers.set("traceparent", traceparentOf(attempt.key));
    const fromUs = parts.now();
    const url = attempt.sending(`${lease.baseUrl}/${methodPath(method)}`);
    parts.flush();
    const exchange = send(url, headers, body, options.timeoutMs);
    heartbeat.called(fromUs, parts.now());
    const { message, header, trailer } = protocol.decode(method, exchange, settings.codec);
    options.onHeader?.(header);
    options.onTrailer?.(trailer);
    endAttempt(attempts, () =>
      attempt.ended({ kind: "ok", reply: () => previewReply(method.output, message) }),
    );
    return message;
  } catch (error) {
    endAttempt(attempts, () =>
      attempt.ended({ kind: "failed", error, hadTimeout: options.timeoutMs !== undefined }),
    );
    throw error;
  } finally {
    lease.release();
  }
}

/** The browser's measurement is often there already, and no observer will run before the thread is free. */
function endAttempt(attempts: AttemptLog, end: () => void): void {
  end();
  attempts.look();
}

function send(
  url: string,
  headers: Headers,
  body: Uint8Array<ArrayBuffer>,
  timeoutMs: number | undefined,
): Exchange {
  const request = new XMLHttpRequest();
  request.open("POST", url, false);
  request.responseType = "arraybuffer";
  // The server keeps the deadline; this one is for a server that does not answer at all.
  if (timeoutMs !== undefined && timeoutMs > 0) request.timeout = timeoutMs;
  for (const [name, value] of headers) request.setRequestHeader(name, value);
  try {
    request.send(body);
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") {
      throw new ConnectError("the operation timed out", Code.DeadlineExceeded);
    }
    throw new ConnectError("Failed to reach the server", Code.Unavailable, undefined, undefined, error);
  }
  const header = new Headers();
  for (const line of request.getAllResponseHeaders().trim().split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) header.append(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
  }
  return { status: request.status, header, body: new Uint8Array(request.response as ArrayBuffer) };
}
