import { join } from "node:path";
import { fromJson, type JsonObject, toJson } from "@bufbuild/protobuf";
import { Code, ConnectError, type Interceptor, type Transport } from "@connectrpc/connect";
import {
  compressionGzip,
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSite, type Site } from "../conformance/site.ts";

let site: Site;
let open: Record<string, Transport>;
beforeAll(async () => {
  site = await openSite(join(import.meta.dirname, "greeter.txtar"));
  const naming: Interceptor = (next) => (request) => {
    request.header.set("x-deployment", site.id);
    return next(request);
  };
  const byPath = { baseUrl: `${site.url}/d/${site.id}` };
  const byName = { baseUrl: site.url, interceptors: [naming] };
  const zip = { sendCompression: compressionGzip, compressMinBytes: 0 };
  open = {
    "Connect over HTTP/1.1": createConnectTransport({ ...byPath, httpVersion: "1.1" }),
    "Connect over HTTP/2, JSON": createConnectTransport({
      ...byPath,
      httpVersion: "2",
      useBinaryFormat: false,
    }),
    "Connect over HTTP/2, gzip": createConnectTransport({ ...byPath, ...zip, httpVersion: "2" }),
    "gRPC-Web over HTTP/1.1": createGrpcWebTransport({ ...byPath, httpVersion: "1.1" }),
    "gRPC-Web over HTTP/2, gzip": createGrpcWebTransport({ ...byPath, ...zip, httpVersion: "2" }),
    "gRPC, by metadata": createGrpcTransport(byName),
    "gRPC, by path": createGrpcTransport(byPath),
    "gRPC, gzip": createGrpcTransport({ ...byName, ...zip }),
  };
}, 60_000);
afterAll(() => site?.stop());

type Answer = {
  readonly code: Code | 0;
  readonly message: string;
  readonly replies: JsonObject[];
  readonly trailer: Headers;
};

async function call(
  wire: string,
  name: string,
  requests: readonly JsonObject[],
  { timeoutMs, cancelAfter }: { timeoutMs?: number; cancelAfter?: number } = {},
): Promise<Answer> {
  const transport = open[wire];
  const method = site.service.method[name];
  if (transport === undefined || method === undefined) throw new Error("no such transport or method");
  const replies: JsonObject[] = [];
  const controller = new AbortController();
  const messages = requests.map((request) => fromJson(method.input, request));
  const args = [method as never, controller.signal, timeoutMs, undefined] as const;
  try {
    if (method.methodKind === "unary") {
      const { message, trailer } = await transport.unary(...args, messages[0] as never);
      replies.push(toJson(method.output, message) as JsonObject);
      return { code: 0, message: "", replies, trailer };
    }
    const input = (async function* () {
      yield* messages;
    })();
    const { message, trailer } = await transport.stream(...args, input as never);
    for await (const reply of message) {
      replies.push(toJson(method.output, reply) as JsonObject);
      if (replies.length === cancelAfter) controller.abort();
    }
    return { code: 0, message: "", replies, trailer };
  } catch (reason) {
    const { code, rawMessage, metadata } = ConnectError.from(reason);
    return { code, message: rawMessage, replies, trailer: metadata };
  }
}

const textsOf = ({ replies }: Answer) => replies.map(({ message }) => message);
const wires = [
  "Connect over HTTP/1.1",
  "Connect over HTTP/2, JSON",
  "Connect over HTTP/2, gzip",
  "gRPC-Web over HTTP/1.1",
  "gRPC-Web over HTTP/2, gzip",
  "gRPC, by metadata",
  "gRPC, by path",
  "gRPC, gzip",
];

describe.each(wires)("connect-node, %s:", (wire) => {
  test("unary", async () => {
    expect(textsOf(await call(wire, "sayHello", [{ name: "Ada" }]))).toEqual(["Hello, Ada!"]);
  });

  test("server streaming, with trailers", async () => {
    const answer = await call(wire, "lotsOfReplies", [{ name: "Ada" }]);
    expect(textsOf(answer)).toEqual(["Hello, Ada!", "Bonjour, Ada!", "你好, Ada!"]);
    expect(answer.trailer.get("x-count")).toBe("3");
  });

  test("client streaming", async () => {
    const answer = await call(wire, "lotsOfGreetings", [{ name: "Ada" }, { name: "Bob" }]);
    expect(textsOf(answer)).toEqual(["Hello, Ada and Bob!"]);
  });

  test("bidirectional, where HTTP allows it", async () => {
    const answer = await call(wire, "bidiHello", [{ name: "Ada" }, { name: "Bob" }]);
    if (wire.includes("HTTP/1.1")) expect(answer.code).not.toBe(0);
    else expect(textsOf(answer)).toEqual(["Hello, Ada!", "Hello, Bob!"]);
  });

  test("a failure, byte for byte", async () => {
    const request = { name: wire, failures: 9, code: Code.FailedPrecondition };
    const answer = await call(wire, "sayHelloAtLast", [request]);
    expect([answer.code, answer.message]).toEqual([Code.FailedPrecondition, "not yet & 尚未 100%"]);
  });

  test("a deadline, and cancelling a stream", async () => {
    const late = await call(wire, "sayHelloLater", [{ name: wire, patienceMs: 20_000 }], { timeoutMs: 200 });
    expect(late.code).toBe(Code.DeadlineExceeded);
    const cut = await call(wire, "lotsOfReplies", [{ name: "Ada" }], { cancelAfter: 1 });
    expect([cut.code, cut.replies.length]).toEqual([Code.Canceled, 1]);
  });

  test("a reply over 4 MiB, and one below", async () => {
    expect((await call(wire, "sayMuch", [{ size: 5_000_000 }])).code).toBe(Code.ResourceExhausted);
    expect(textsOf(await call(wire, "sayMuch", [{ size: 4_000_000 }]))[0]).toHaveLength(4_000_000);
  });
});
