import type { DescMethod, FileRegistry } from "@bufbuild/protobuf";
import {
  create,
  createRegistry,
  fromJson,
  type JsonValue,
  type Message,
  type Registry,
  toJson,
} from "@bufbuild/protobuf";
import { type CallOptions, Code, ConnectError, type Transport } from "@connectrpc/connect";
import type { Call } from "./read-program.ts";

/** Everything a caller hears of one call, in a form that can be compared. */
export type Answer = {
  readonly messages: readonly JsonValue[];
  readonly headers: Readonly<Record<string, string>>;
  readonly trailers: Readonly<Record<string, string>>;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly metadata: Readonly<Record<string, string>>;
    readonly details: readonly unknown[];
  };
};

/** Makes the call and writes down what came back. */
export async function answerOf(
  transport: Transport,
  method: DescMethod,
  call: Call,
  registry: FileRegistry,
): Promise<Answer> {
  const messages: JsonValue[] = [];
  let headers = {};
  let trailers = {};
  const controller = new AbortController();
  const options = {
    signal: controller.signal,
    timeoutMs: call.timeoutMs,
    headers: call.headers,
    onHeader: (head: Headers) => (headers = ownHeaders(head)),
    onTrailer: (last: Headers) => (trailers = ownHeaders(last)),
  };
  try {
    for await (const message of replies(transport, method, call, registry, options)) {
      messages.push(toJson(method.output, message, { registry }));
      if (messages.length === call.cancelAfter) controller.abort();
    }
    return { messages, headers, trailers };
  } catch (error) {
    return { messages, headers, trailers, error: describeError(ConnectError.from(error), registry) };
  }
}

async function* replies(
  transport: Transport,
  method: DescMethod,
  call: Call,
  registry: Registry,
  { signal, timeoutMs, headers, onHeader, onTrailer }: CallOptions,
): AsyncIterable<Message> {
  const requests = call.requests.map((json) =>
    json === null ? create(method.input) : fromJson(method.input, json as JsonValue, { registry }),
  );
  if (method.methodKind === "unary") {
    const response = await transport.unary(method as never, signal, timeoutMs, headers, requests[0] as never);
    onHeader?.(response.header);
    onTrailer?.(response.trailer);
    yield response.message;
    return;
  }
  const input = (async function* () {
    yield* requests;
  })();
  const response = await transport.stream(method as never, signal, timeoutMs, headers, input as never);
  onHeader?.(response.header);
  yield* response.message as AsyncIterable<Message>;
  onTrailer?.(response.trailer);
}

/** Those that a handler set: protocols and servers have their own. */
function ownHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name.startsWith("x-")));
}

function describeError(error: ConnectError, registry: FileRegistry): Answer["error"] {
  return {
    code: Code[error.code] ?? "",
    message: error.rawMessage,
    metadata: ownHeaders(error.metadata),
    details: error.details.map((detail) => {
      if (!("type" in detail)) return detail;
      const schema = registry.getMessage(detail.type);
      const [found] = schema === undefined ? [] : error.findDetails(createRegistry(schema));
      return {
        type: detail.type,
        value: schema && found ? toJson(schema, found, { registry }) : [...detail.value],
      };
    }),
  };
}
