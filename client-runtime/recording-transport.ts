import type { DescMethod, MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import type { RunSettings } from "#lib/record/run-record.ts";
import { traceparentOf } from "#lib/wire/trace-id.ts";
import { attemptHeader } from "./attempt-header.ts";
import type { AttemptLog, OpenAttempt } from "./attempt-log.ts";
import { compressRequest } from "./compress-request.ts";
import { countMessages } from "./count-messages.ts";
import { followMessages } from "./follow-messages.ts";
import { methodPath } from "./method-path.ts";
import { previewReply } from "./preview-reply.ts";
import { previewRequest } from "./preview-request.ts";
import type { Spread } from "./spread.ts";
import type { TransportOptions } from "./transport-options.ts";

export type CallParts = {
  readonly settings: Pick<RunSettings, "protocol" | "codec">;
  readonly spread: Spread;
  readonly attempts: AttemptLog;
  /** The line of `client.ts` that is making a call right now. */
  readonly currentLine: () => number | undefined;
};

const browsersChoose =
  "createTransport({ httpVersion }) works where the experiment runs in the backend: a browser opens its connections as it likes. Choose the backend in the settings.";

type Sending = { readonly attempt: OpenAttempt; readonly isStream: boolean };

/**
 * connect-web's own transport for the chosen protocol and codec, with every call recorded: what happens on the wire is
 * the library's, only the stamps and the choice of the host are ours.
 */
export function createRecordingTransport(
  { settings, spread, attempts, currentLine }: CallParts,
  { sendCompression = null, httpVersion, tls }: TransportOptions = {},
): Transport {
  if (httpVersion !== undefined || tls !== undefined)
    throw new ConnectError(browsersChoose, Code.Unimplemented);
  const open = new Map<string, Sending>();
  const inner = createInnerTransports(settings, recordingFetch(open, sendCompression));

  const begin = (method: DescMethod, header: HeadersInit | undefined, request?: () => string | undefined) => {
    const attempt = attempts.open(methodPath(method), {
      blocking: false,
      line: currentLine(),
      ...(request && { request }),
    });
    open.set(attempt.key, { attempt, isStream: method.methodKind !== "unary" });
    const headers = new Headers(header);
    headers.set(attemptHeader, attempt.key);
    // The visitor's own trace goes on; without one the call begins one (W3C Trace Context).
    if (!headers.has("traceparent")) headers.set("traceparent", traceparentOf(attempt.key));
    const lease = spread.take();
    const end = (outcome: Parameters<OpenAttempt["ended"]>[0]) => {
      if (!open.delete(attempt.key)) return;
      lease.release();
      attempt.ended(outcome);
    };
    return { transport: inner(lease.baseUrl), headers, end };
  };

  return {
    async unary(method, signal, timeoutMs, header, input, contextValues) {
      const { transport, headers, end } = begin(method, header, () => previewRequest(method.input, input));
      try {
        const response = await transport.unary(method, signal, timeoutMs, headers, input, contextValues);
        end({ kind: "ok", reply: () => previewReply(method.output, response.message) });
        return response;
      } catch (error) {
        end({ kind: "failed", error, hadTimeout: timeoutMs !== undefined });
        throw error;
      }
    },
    async stream(method, signal, timeoutMs, header, input, contextValues) {
      const { transport, headers, end } = begin(method, header);
      const fail = (error: unknown) => end({ kind: "failed", error, hadTimeout: timeoutMs !== undefined });
      try {
        const response = await transport.stream(method, signal, timeoutMs, headers, input, contextValues);
        const finish = (last: MessageShape<typeof method.output> | undefined) =>
          end({
            kind: "ok",
            reply: () => (last === undefined ? undefined : previewReply(method.output, last)),
          });
        return { ...response, message: followMessages(response.message, finish, fail) };
      } catch (error) {
        fail(error);
        throw error;
      }
    },
  };
}

/** One transport of connect-web per host. */
function createInnerTransports(
  { protocol, codec }: CallParts["settings"],
  fetch: typeof globalThis.fetch,
): (baseUrl: string) => Transport {
  const known = new Map<string, Transport>();
  const create = protocol === "connect" ? createConnectTransport : createGrpcWebTransport;
  return (baseUrl) => {
    const transport = known.get(baseUrl) ?? create({ baseUrl, useBinaryFormat: codec === "binary", fetch });
    known.set(baseUrl, transport);
    return transport;
  };
}

/** Stamps the moment of sending, and what of a stream arrives when. */
function recordingFetch(open: ReadonlyMap<string, Sending>, sendCompression: "gzip" | null): typeof fetch {
  const plainFetch = globalThis.fetch.bind(globalThis);
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    const sending = open.get(headers.get(attemptHeader) ?? "");
    if (sending === undefined || typeof input !== "string") return plainFetch(input, init);
    const { attempt, isStream } = sending;
    const request = sendCompression === null ? init : await compressRequest(init ?? {});
    const response = await plainFetch(attempt.sending(input), request);
    if (response.body === null || !isStream) return response;
    const body = countMessages(response.body, (bytes) => attempt.message(true, bytes));
    return new Response(body, response);
  };
}
