import {
  createFileRegistry,
  type DescMethod,
  type DescService,
  fromBinary,
  fromJson,
  type JsonObject,
  type Message,
  toBinary,
  toJson,
} from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import { type ClientReadableStream, GrpcWebClientBase, MethodDescriptor, MethodType } from "grpc-web";

/** The libraries that run in browsers. The two formats of grpc-web are the official client's. */
export type BrowserClient = "grpc-web" | "grpc-web-text" | "connect-web" | "connect-web, gRPC-Web";

export type BrowserCall = {
  readonly client: BrowserClient;
  /** Local name, `sayHello`. */
  readonly method: string;
  readonly request: JsonObject;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** The caller goes away after so many replies. */
  readonly cancelAfter?: number;
};

/** What came of it. Code 0: it went well. */
export type BrowserAnswer = {
  readonly code: number;
  readonly message: string;
  readonly replies: JsonObject[];
  readonly headers: Record<string, string>;
  readonly trailers: Record<string, string>;
};

export type BrowserSetup = {
  /** With the prefix of the deployment. */
  readonly baseUrl: string;
  readonly service: string;
  /** A FileDescriptorSet in base64. */
  readonly descriptors: string;
};

/** Runs inside the page: makes one call as a page of any origin would. */
export async function makeBrowserCall(setup: BrowserSetup, call: BrowserCall): Promise<BrowserAnswer> {
  const files = fromBinary(FileDescriptorSetSchema, base64Decode(setup.descriptors));
  const service = createFileRegistry(files).getService(setup.service);
  const method = service?.method[call.method];
  if (service === undefined || method === undefined) throw new Error("there is no such method");
  switch (call.client) {
    case "grpc-web":
    case "grpc-web-text":
      return callGrpcWeb(setup.baseUrl, service, method, call);
    case "connect-web":
      return callConnect(createConnectTransport(setup), method, call);
    case "connect-web, gRPC-Web":
      return callConnect(createGrpcWebTransport(setup), method, call);
  }
}

async function callConnect(
  transport: Transport,
  method: DescMethod,
  call: BrowserCall,
): Promise<BrowserAnswer> {
  const answer: BrowserAnswer = { code: 0, message: "", replies: [], headers: {}, trailers: {} };
  const controller = new AbortController();
  const request = fromJson(method.input, call.request);
  const { timeoutMs } = call;
  const keep = (message: Message) => {
    answer.replies.push(toJson(method.output, message) as JsonObject);
    if (answer.replies.length === call.cancelAfter) controller.abort();
  };
  try {
    const args = [method as never, controller.signal, timeoutMs, call.headers] as const;
    if (method.methodKind === "unary") {
      const response = await transport.unary(...args, request as never);
      Object.assign(answer.headers, Object.fromEntries(response.header));
      Object.assign(answer.trailers, Object.fromEntries(response.trailer));
      keep(response.message);
    } else {
      const requests = (async function* () {
        yield request;
      })();
      const response = await transport.stream(...args, requests as never);
      Object.assign(answer.headers, Object.fromEntries(response.header));
      for await (const message of response.message) keep(message);
      Object.assign(answer.trailers, Object.fromEntries(response.trailer));
    }
    return answer;
  } catch (reason) {
    const error = ConnectError.from(reason);
    const [detail] = error.details;
    if (detail !== undefined && "type" in detail) answer.trailers["x-detail"] = detail.type;
    return { ...answer, code: error.code, message: error.rawMessage };
  }
}

/** The official client wants classes for messages; ours are plain, so any will do. */
class AnyMessage {}

function callGrpcWeb(
  baseUrl: string,
  service: DescService,
  method: DescMethod,
  call: BrowserCall,
): Promise<BrowserAnswer> {
  const path = `/${service.typeName}/${method.name}`;
  const streams = method.methodKind !== "unary";
  const descriptor = new MethodDescriptor<AnyMessage, AnyMessage>(
    path,
    streams ? MethodType.SERVER_STREAMING : MethodType.UNARY,
    AnyMessage,
    AnyMessage,
    (request: Message) => toBinary(method.input, request),
    (bytes: Uint8Array) => fromBinary(method.output, bytes),
  );
  const client = new GrpcWebClientBase({ format: call.client === "grpc-web" ? "binary" : "text" });
  const metadata: Record<string, string> = { ...call.headers };
  if (call.timeoutMs !== undefined) metadata.deadline = String(Date.now() + call.timeoutMs);
  const request = fromJson(method.input, call.request);
  const answer: BrowserAnswer = { code: 0, message: "", replies: [], headers: {}, trailers: {} };

  return new Promise((resolve) => {
    let ending: { readonly code: number; readonly message: string } | null = null;
    // A unary call's status comes before its answer when both are in one chunk that is not the last.
    let isTold = streams;
    // Later, because the client tells the parts of an ending one after the other.
    const finishSoon = () =>
      setTimeout(() => {
        if (isTold && ending !== null) resolve({ ...answer, ...ending });
      });
    const end = (code: number, message: string) => {
      ending ??= { code, message };
      finishSoon();
    };
    const keep = (reply: AnyMessage) => {
      answer.replies.push(toJson(method.output, reply as Message) as JsonObject);
      if (answer.replies.length !== call.cancelAfter) return;
      stream.cancel();
      // A chunk may hold several replies, all of which the official client hands out.
      resolve({ ...answer, replies: [...answer.replies], code: Code.Canceled });
    };
    const stream: ClientReadableStream<AnyMessage> = streams
      ? client.serverStreaming(baseUrl + path, request, metadata, descriptor)
      : client.rpcCall(baseUrl + path, request, metadata, descriptor, (error, reply) => {
          if (error === null) keep(reply);
          isTold = true;
          finishSoon();
        });
    if (streams) stream.on("data", keep);
    stream.on("metadata", (headers) => Object.assign(answer.headers, headers));
    stream.on("status", ({ code, details, metadata: trailers = {} }) => {
      Object.assign(answer.trailers, trailers);
      end(code, details);
    });
    stream.on("error", ({ code, message }) => end(code, decodeURIComponent(message)));
  });
}

Object.assign(globalThis, { makeBrowserCall });
