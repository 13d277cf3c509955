import type { DescMethod, MessageShape } from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import type { UniversalClientFn, UniversalClientResponse } from "@connectrpc/connect/protocol";
import { createTransport as createConnect } from "@connectrpc/connect/protocol-connect";
import { createTransport as createGrpc } from "@connectrpc/connect/protocol-grpc";
import { createTransport as createGrpcWeb } from "@connectrpc/connect/protocol-grpc-web";
import { attemptHeader, channelHeader } from "#client-runtime/attempt-header.ts";
import type { AttemptLog, AttemptOutcome, OpenAttempt } from "#client-runtime/attempt-log.ts";
import { createEnvelopeReader } from "#client-runtime/envelope-reader.ts";
import { followMessages } from "#client-runtime/follow-messages.ts";
import { methodPath } from "#client-runtime/method-path.ts";
import { previewReply } from "#client-runtime/preview-reply.ts";
import { previewRequest } from "#client-runtime/preview-request.ts";
import type { TransportOptions } from "#client-runtime/transport-options.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import { traceparentOf } from "#lib/wire/trace-id.ts";
import { compressions } from "../compression.ts";
import { booted } from "../host.ts";
import { beginDial, finishDial, sendDial } from "../outgoing.ts";
import { strictUtf8 } from "../router.ts";

/** Bits of an envelope's flags that end a stream: Connect's, and gRPC-Web's trailers. */
const endFlags = 0b1000_0010;

type Parts = {
  readonly settings: Pick<RunSettings, "protocol" | "codec">;
  readonly attempts: AttemptLog;
  readonly zeroUs: number;
  readonly currentLine: () => number | undefined;
};

type Open = { readonly dial: number; readonly attempt: OpenAttempt; readonly isStream: boolean };

/**
 * Connect's own transport for the chosen protocol and codec over the host's requests, with every call recorded. All four
 * kinds of method: nothing here needs what browsers cannot do.
 */
export function createClientTransport(
  { settings, attempts, zeroUs, currentLine }: Parts,
  { sendCompression = null, httpVersion, tls }: TransportOptions = {},
): Transport {
  const open = new Map<string, Open>();
  const channel = channelOf(httpVersion, tls);
  const protocol = httpVersion === "1.1" && settings.protocol === "grpc" ? "connect" : settings.protocol;
  const inner = createInner({ ...settings, protocol }, recordingClient(open), sendCompression);

  const begin = (method: DescMethod, header: HeadersInit | undefined, request?: () => string | undefined) => {
    const attempt = attempts.open(methodPath(method), {
      blocking: false,
      line: currentLine(),
      ...(request && { request }),
    });
    const headers = new Headers(header);
    headers.set(attemptHeader, attempt.key);
    if (channel !== null) headers.set(channelHeader, channel);
    if (!headers.has("traceparent")) headers.set("traceparent", traceparentOf(attempt.key));
    const whole = method.methodKind === "unary" || method.methodKind === "server_streaming";
    const onSent = () => void attempt.sending("");
    const dial = beginOrEnd(attempt, { intendedUs: zeroUs + attempt.intendedUs, cause: 0, whole, onSent });
    open.set(attempt.key, { dial, attempt, isStream: method.methodKind !== "unary" });
    const end = (outcome: AttemptOutcome, code: number) => {
      if (!open.delete(attempt.key)) return;
      const receivedUs = finishDial(dial, code);
      if (receivedUs !== null) attempt.received(Math.max(0, Math.round(receivedUs - zeroUs)));
      attempt.ended(outcome);
    };
    const fail = (error: unknown, timeoutMs: number | undefined) =>
      end({ kind: "failed", error, hadTimeout: timeoutMs !== undefined }, ConnectError.from(error).code);
    return { headers, end, fail };
  };

  return {
    async unary(method, signal, timeoutMs, header, input, contextValues) {
      const { headers, end, fail } = begin(method, header, () => previewRequest(method.input, input));
      try {
        const response = await inner.unary(method, signal, timeoutMs, headers, input, contextValues);
        end({ kind: "ok", reply: () => previewReply(method.output, response.message) }, 0);
        return response;
      } catch (error) {
        fail(error, timeoutMs);
        throw error;
      }
    },
    async stream(method, signal, timeoutMs, header, input, contextValues) {
      const { headers, end, fail } = begin(method, header);
      try {
        const response = await inner.stream(method, signal, timeoutMs, headers, input, contextValues);
        const finish = (last: MessageShape<typeof method.output> | undefined) =>
          end(
            { kind: "ok", reply: () => (last === undefined ? undefined : previewReply(method.output, last)) },
            0,
          );
        const message = followMessages(response.message, finish, (error) => fail(error, timeoutMs));
        return { ...response, message };
      } catch (error) {
        fail(error, timeoutMs);
        throw error;
      }
    },
  };
}

/** Transports of the experiment with connections of their own. */
let channels = 0;

/** A name of its own for each, with the rules of its connections; null: it takes the way that all others share. */
function channelOf(httpVersion: string | undefined, tls: string | undefined): string | null {
  const refuse = (why: string) => {
    throw new ConnectError(why, Code.InvalidArgument);
  };
  if (tls !== undefined && tls !== "1.3") refuse('tls is "1.3".');
  if (httpVersion === undefined) return tls === undefined ? null : refuse("tls needs httpVersion beside it.");
  if (httpVersion !== "1.1" && httpVersion !== "2") refuse('httpVersion is "1.1" or "2".');
  return `${++channels}/${httpVersion}${tls === undefined ? "" : "/tls1.3"}`;
}

/** A call that may not begin is over, and its record says so. */
function beginOrEnd(attempt: OpenAttempt, facts: Parameters<typeof beginDial>[0]): number {
  try {
    return beginDial(facts);
  } catch (error) {
    attempt.ended({ kind: "failed", error, hadTimeout: false });
    throw error;
  }
}

function createInner(
  { protocol, codec }: Parts["settings"],
  httpClient: UniversalClientFn,
  sendCompression: "gzip" | null,
): Transport {
  const { maxMessageBytes } = booted().host;
  const create = { connect: createConnect, "grpc-web": createGrpcWeb, grpc: createGrpc }[protocol];
  return create({
    httpClient,
    baseUrl: "http://localhost",
    useBinaryFormat: codec === "binary",
    interceptors: [],
    acceptCompression: compressions,
    sendCompression: compressions.find(({ name }) => name === sendCompression) ?? null,
    compressMinBytes: 1024,
    readMaxBytes: maxMessageBytes,
    writeMaxBytes: maxMessageBytes,
    jsonOptions: strictUtf8,
  });
}

/** Stamps what of a stream leaves and arrives when. */
function recordingClient(open: ReadonlyMap<string, Open>): UniversalClientFn {
  return async (request): Promise<UniversalClientResponse> => {
    const known = open.get(request.header.get(attemptHeader) ?? "");
    if (known === undefined) throw new ConnectError("The call is over.");
    const { dial, attempt, isStream } = known;
    if (!isStream) return await sendDial(dial, request);
    const { body } = request;
    const counted = body && count(body, (bytes) => attempt.message(false, bytes));
    const response = await sendDial(dial, { ...request, ...(counted && { body: counted }) });
    return { ...response, body: count(response.body, (bytes) => attempt.message(true, bytes)) };
  };
}

/** Passes a body on unchanged and reports the size of each message in it. */
async function* count(
  body: AsyncIterable<Uint8Array>,
  report: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const reader = createEnvelopeReader({
    end(flags, length) {
      if ((flags & endFlags) === 0) report(length);
    },
  });
  for await (const chunk of body) {
    reader.read(chunk);
    yield chunk;
  }
}
