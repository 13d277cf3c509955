import { connect as connectHttp2, constants } from "node:http2";
import { join } from "node:path";
import { connect } from "node:tls";
import { create, type JsonObject, toJson } from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { credentials, status } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCertificate } from "#server/port/test-certificate.ts";
import { openSite, type Site } from "../conformance/site.ts";
import { openGrpcJs } from "./grpc-js-client.ts";

let site: Site;
let cert: Buffer;
beforeAll(async () => {
  const made = makeCertificate();
  cert = made.cert;
  site = await openSite(join(import.meta.dirname, "greeter.txtar"), made);
}, 60_000);
afterAll(async () => {
  await site?.stop();
});

test.each([
  [["h2"], "h2"],
  [["http/1.1"], "http/1.1"],
  [["http/1.1", "h2"], "h2"],
])("ALPN: a client that speaks %j is answered in %s", async (ALPNProtocols, chosen) => {
  const alpn = await new Promise((resolve, reject) => {
    const socket = connect({ port: site.port, host: "127.0.0.1", ca: cert, ALPNProtocols }, () => {
      resolve(socket.alpnProtocol);
      socket.destroy();
    });
    socket.on("error", reject);
  });
  expect(alpn).toBe(chosen);
});

describe("grpc-js over TLS:", () => {
  test.each([
    ["sayHello", ["Hello, Ada!"]],
    ["lotsOfReplies", ["Hello, Ada!", "Bonjour, Ada!", "你好, Ada!"]],
    ["lotsOfGreetings", ["Hello, Ada and Bob!"]],
    ["bidiHello", ["Hello, Ada!", "Hello, Bob!"]],
  ])("%s", async (method, texts) => {
    const client = openGrpcJs(site, {}, undefined, credentials.createSsl(cert));
    const { code, replies } = await client.call(method, { requests: [{ name: "Ada" }, { name: "Bob" }] });
    expect([code, replies.map(({ message }) => message)]).toEqual([0, texts]);
    client.close();
  });

  test("a certificate of nobody's is UNAVAILABLE", async () => {
    const client = openGrpcJs(site, {}, undefined, credentials.createSsl());
    expect((await client.call("sayHello")).code).toBe(status.UNAVAILABLE);
    client.close();
  });
});

test("callers that still send when they are refused are told why, and then that nobody reads on", async () => {
  const session = connectHttp2(`https://127.0.0.1:${site.port}`, { ca: cert });
  const ends = Array.from({ length: 40 }, () => {
    const stream = session.request({
      ":method": "POST",
      ":path": `/d/${site.id}/no.Such/Method`,
      "content-type": "application/grpc",
      te: "trailers",
    });
    // More than one write, so that the refusal waits behind others; and never an end.
    stream.write(Buffer.alloc(8_192));
    return new Promise((resolve) => {
      let status: unknown = "no answer";
      stream.on("response", (headers) => {
        status = headers["grpc-status"];
      });
      stream.on("error", () => {});
      stream.on("close", () => resolve([status, stream.rstCode]));
    });
  });
  const told = await Promise.all(ends);
  session.close();
  expect(told).toEqual(told.map(() => [String(status.UNIMPLEMENTED), constants.NGHTTP2_NO_ERROR]));
});

describe("connect-node over TLS:", () => {
  const options = () => ({ baseUrl: `${site.url}/d/${site.id}`, nodeOptions: { ca: cert } });
  const wires: Readonly<Record<string, () => Transport>> = {
    "Connect, HTTP/1.1": () => createConnectTransport({ ...options(), httpVersion: "1.1" }),
    "Connect, HTTP/2": () => createConnectTransport({ ...options(), httpVersion: "2" }),
    "gRPC-Web, HTTP/1.1": () => createGrpcWebTransport({ ...options(), httpVersion: "1.1" }),
    "gRPC-Web, HTTP/2": () => createGrpcWebTransport({ ...options(), httpVersion: "2" }),
    gRPC: () => createGrpcTransport(options()),
  };

  test.each(Object.keys(wires))("%s", async (name) => {
    const method = site.service.method.sayHello ?? expect.unreachable();
    const transport = wires[name]?.() ?? expect.unreachable();
    const request = create(method.input, { name: "Ada" } as never);
    const { message } = await transport.unary(
      method as never,
      undefined,
      undefined,
      undefined,
      request as never,
    );
    expect(toJson(method.output, message) as JsonObject).toEqual({ message: "Hello, Ada!" });
  });
});
