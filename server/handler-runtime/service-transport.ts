import {
  type CallOptions,
  Code,
  ConnectError,
  type ContextValues,
  createContextKey,
  createContextValues,
  type HandlerContext,
  type StreamResponse,
  type Transport,
} from "@connectrpc/connect";
import { createTransport } from "@connectrpc/connect/protocol-grpc";
import { childTraceparent } from "#lib/wire/trace-id.ts";
import { compressions } from "./compression.ts";
import { crypto } from "./globals/crypto.ts";
import { Headers } from "./globals/headers.ts";
import { handlerRunKey } from "./guard.ts";
import { booted } from "./host.ts";
import { beginDial, finishDial, finishDialLater, sendDial } from "./outgoing.ts";
import { strictUtf8 } from "./router.ts";
import { currentExchange } from "./scope.ts";

/** The exchange whose handler makes a call. */
const causeKey = createContextKey(0);
/** Between our transport and the client below it; never leaves the isolate. */
const dialHeader = "x-playground-dial";

type Begun = { readonly id: number; readonly header: Headers };

/**
 * The way from a handler to the services of its own deployment: gRPC, as one server speaks to another. Every call is an
 * attempt in the run's record, below the one whose handler made it.
 */
export const transport: Transport = {
  async unary(method, signal, timeoutMs, header, input, contextValues) {
    const { id, header: named } = begin(header, contextValues, true);
    try {
      const response = await inner().unary(method, signal, timeoutMs, named as never, input, contextValues);
      finishDial(id, 0);
      return response;
    } catch (error) {
      finishDial(id, ConnectError.from(error).code);
      throw error;
    }
  },
  async stream(method, signal, timeoutMs, header, input, contextValues) {
    const { id, header: named } = begin(header, contextValues, method.methodKind === "server_streaming");
    try {
      const response = await inner().stream(method, signal, timeoutMs, named as never, input, contextValues);
      // Who stops reading a client's stream tells nobody: Connect-ES passes a `break` on to no transport.
      signal?.addEventListener("abort", () => finishDialLater(id, Code.Canceled));
      return { ...response, message: follow(response.message, id) } as StreamResponse<
        typeof method.input,
        typeof method.output
      >;
    } catch (error) {
      finishDial(id, ConnectError.from(error).code);
      throw error;
    }
  },
};

/**
 * What a call made by a handler takes over from the one it answers: its signal, the time that is left, the trace, and
 * which call it is. Ask for it at the moment of the call, since the time runs down.
 */
export function callOptions(context: HandlerContext): CallOptions {
  const run = context.values.get(handlerRunKey);
  const leftMs = context.timeoutMs();
  const { requestHeader } = context;
  const headers = new Headers();
  const span = crypto.getRandomValues(new Uint8Array(8)) as Uint8Array;
  const traceparent = childTraceparent(requestHeader.get("traceparent"), span);
  if (traceparent !== null) {
    headers.set("traceparent", traceparent);
    const state = requestHeader.get("tracestate");
    if (state !== null) headers.set("tracestate", state);
  }
  return {
    signal: context.signal,
    // Connect-ES takes 0 and less for "no deadline".
    ...(leftMs !== undefined && { timeoutMs: Math.max(1, Math.ceil(leftMs)) }),
    headers: headers as never,
    contextValues: createContextValues().set(causeKey, run?.exchange ?? 0),
  };
}

function begin(header: HeadersInit | undefined, values: ContextValues | undefined, whole: boolean): Begun {
  const cause = values?.get(causeKey) || currentExchange();
  const id = beginDial({ intendedUs: booted().host.now(), cause, whole });
  const named = new Headers(header as never);
  named.set(dialHeader, String(id));
  return { id, header: named };
}

/** A stream is over when its last message was taken, when it failed, or when the code stops reading. */
async function* follow<Message>(messages: AsyncIterable<Message>, id: number): AsyncGenerator<Message, void> {
  let outcome: number = Code.Canceled;
  try {
    for await (const message of messages) yield message;
    outcome = 0;
  } catch (error) {
    outcome = ConnectError.from(error).code;
    throw error;
  } finally {
    finishDial(id, outcome);
  }
}

let made: Transport | undefined;

function inner(): Transport {
  const { maxMessageBytes } = booted().host;
  made ??= createTransport({
    async httpClient(request) {
      const id = Number(request.header.get(dialHeader));
      request.header.delete(dialHeader);
      return await sendDial(id, request);
    },
    // The gateway knows whose runner asks: no name is needed.
    baseUrl: "http://localhost",
    useBinaryFormat: true,
    interceptors: [],
    acceptCompression: compressions,
    sendCompression: null,
    compressMinBytes: 1024,
    readMaxBytes: maxMessageBytes,
    writeMaxBytes: maxMessageBytes,
    jsonOptions: strictUtf8,
  });
  return made;
}
