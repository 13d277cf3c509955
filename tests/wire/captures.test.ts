import { execFile } from "node:child_process";
import { connect as connectHttp2 } from "node:http2";
import { connect } from "node:net";
import { promisify } from "node:util";
import { createClient } from "@connectrpc/connect";
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CapturedAttempt, Carrier, SeenBy, Transport, WhyNot } from "#lib/gen/playground/v1/wire_pb.ts";
import { decodeCapture } from "#lib/wire/decode-capture.ts";
import type { DecodedSide } from "#lib/wire/decoded.ts";
import { partitionFault } from "#lib/wire/test-partition.ts";
import { leavesOf } from "#lib/wire/wire-node.ts";
import { makeCertificate } from "#server/port/test-certificate.ts";
import { whyMissing } from "../clients/debian.ts";
import { openWireSite, type WireSite } from "./wire-site.ts";

let site: WireSite;
beforeAll(async () => {
  site = await openWireSite({ maxCaptureBytesPerAttempt: 16 * 1024, maxCaptureBytes: 64 * 1024 });
});
afterAll(() => site.stop());

const path = (method: string) => `/d/${site.id}/greet.v1.Greeter/${method}`;

function expectPartition(attempt: CapturedAttempt, method = "SayHello") {
  const decoded = decodeCapture(attempt, site.method(method));
  for (const side of [decoded.request, decoded.response]) {
    expect(partitionFault(side.root, 0, side.bytes.length)).toBeUndefined();
    expect(Object.values(side.byLayer).reduce((sum, bytes) => sum + bytes, 0)).toBe(side.bytes.length);
  }
  return decoded;
}

/** The newest attempt of the capture, once it is there. */
async function newest(captureId: string, runId = "") {
  for (;;) {
    const { attempts } = await site.api.listCaptured({ captureId, runId });
    const last = attempts.at(-1);
    if (last !== undefined) return last;
  }
}

const frames = ({ root }: DecodedSide) =>
  root.children.map(({ value, kind, ofConnection }) => `${value ?? kind}${ofConnection ? "*" : ""}`);

/** An HTTP/1.1 request written by hand; resolves with all that came back. */
function rawRequest(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(site.port, "127.0.0.1", () => socket.write(text));
    let reply = "";
    socket.on("data", (chunk) => {
      reply += chunk.toString("latin1");
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(reply));
  });
}

function post(method: string, body: string, headers = ""): string {
  return `POST ${path(method)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;
}

describe("the same call over seven transports", () => {
  test("is captured whole: leaves add up, layers tell protocols apart, first and warm calls share a connection", async () => {
    const seen = [];
    for await (const one of site.api.compareTransports({
      deploymentId: site.id,
      method: "greet.v1.Greeter/Look",
      requestJson: '{"name":"Ada","numbers":[1,300],"mood":"MOOD_GOOD","places":{"x y":{"at":1.5}}}',
    }))
      seen.push(one);
    expect(seen).toHaveLength(14);
    for (const { transport, warm, captured, code, httpStatus, layers, latencyUs } of seen) {
      if (captured === undefined) throw new Error(`nothing captured of ${transport}`);
      expect({ code, httpStatus, seenBy: captured.seenBy }).toEqual({
        code: 0,
        httpStatus: 200,
        seenBy: SeenBy.SERVER,
      });
      expect(captured).toMatchObject({ firstOnConnection: !warm, complete: true, encrypted: false });
      expect(latencyUs).toBeGreaterThan(0);
      const { request, response } = expectPartition(captured, "Look");
      const bytes = captured.chunks.reduce((sum, { data }) => sum + data.length, 0);
      expect(layers.reduce((sum, layer) => sum + layer.bytes, 0)).toBe(bytes);
      expect(request.byLayer.broken + response.byLayer.broken).toBe(0);
      expect(JSON.parse(request.messages[0]?.json?.text ?? "")).toEqual({
        name: "Ada",
        numbers: [1, 300],
        mood: "MOOD_GOOD",
        places: { "x y": { at: 1.5 } },
      });
      expect(JSON.parse(response.messages[0]?.json?.text ?? "")).toEqual({
        greeting: "Hello, Ada",
        count: "300",
      });
      const hasEnvelope = transport === Transport.GRPC || transport === Transport.GRPC_WEB;
      expect(response.byLayer.envelope > 0).toBe(hasEnvelope);
      expect(response.byLayer.trailers > 0).toBe(hasEnvelope);
      if (captured.carrier === Carrier.HTTP2) expect(frames(request).includes("preface*")).toBe(!warm);
    }
    const connections = seen.map(({ captured }) => captured?.connection);
    expect(new Set(connections).size).toBe(7);
    const grpc = seen.find(({ transport }) => transport === Transport.GRPC)?.captured;
    if (grpc === undefined) throw new Error("no gRPC");
    const { request, response } = expectPartition(grpc, "Look");
    expect(frames(request).slice(0, 2)).toEqual(["preface*", "SETTINGS*"]);
    expect(frames(request).filter((name) => !name.endsWith("*"))).toEqual(["HEADERS", "DATA"]);
    expect(frames(response).filter((name) => !name.endsWith("*"))).toEqual(["HEADERS", "DATA", "HEADERS"]);
    expect(frames(response)).toContain("WINDOW_UPDATE*");
  });

  test("tells the header blocks of HTTP/2 field by field, and on a warm connection more of them by their index", async () => {
    const request = { deploymentId: site.id, method: "greet.v1.Greeter/SayHello", requestJson: "{}" };
    const blocks = (side: DecodedSide) =>
      side.root.children
        .flatMap(({ children }) => children)
        .filter(({ kind }) => kind === "header-block")
        .map(({ children }) => children.filter(({ kind }) => kind === "hpack-header"));
    const written = (list: CapturedAttempt["requestHeaders"]) =>
      list.map(({ name, value }) => `${name}: ${value}`).sort();
    const indexedFirst = new Map<Transport, number>();
    for await (const { transport, captured, warm } of site.api.compareTransports(request)) {
      if (captured?.carrier !== Carrier.HTTP2) continue;
      const told = expectPartition(captured);
      const [asked = []] = blocks(told.request);
      const [answered = [], trailers] = blocks(told.response);
      const values = (fields: typeof asked) => fields.map(({ value }) => String(value)).sort();
      expect(values(asked)).toEqual(written(captured.requestHeaders));
      expect(values(answered)).toEqual(written(captured.responseHeaders));
      if (trailers !== undefined) expect(values(trailers)).toEqual(written(captured.responseTrailers));
      const indexed = asked.filter(({ children }) => children[0]?.kind === "hpack-indexed").length;
      // What the first call wrote out is in the table by now, but for what senders never put there (RFC 7541, 7.1.3).
      if (warm) expect(indexed).toBeGreaterThan(indexedFirst.get(transport) ?? asked.length);
      else indexedFirst.set(transport, indexed);
    }
    expect(indexedFirst.size).toBe(3);
  });

  test("leaves out GET where calls may have side effects, and says why nothing else can be compared", async () => {
    const seen = [];
    const request = { deploymentId: site.id, method: "greet.v1.Greeter/SayHello", requestJson: "{}" };
    for await (const one of site.api.compareTransports(request)) seen.push(one);
    expect(seen).toHaveLength(13);
    expect(seen.filter(({ notApplicable }) => notApplicable).map(({ transport }) => transport)).toEqual([
      Transport.CONNECT_GET,
    ]);
    const streaming = { ...request, method: "greet.v1.Greeter/Count" };
    await expect(site.api.compareTransports(streaming)[Symbol.asyncIterator]().next()).rejects.toThrow(
      /unary/,
    );
    const broken = { ...request, requestJson: '{"name":1}' };
    await expect(site.api.compareTransports(broken)[Symbol.asyncIterator]().next()).rejects.toThrow(/JSON/);
  });

  test("is nobody else's: other connections are left alone, and other captures do not hold it", async () => {
    const session = connectHttp2(site.url);
    await new Promise((resolve) => session.once("remoteSettings", resolve));
    const { captureId, unseenConnections } = await site.api.startCapture({ deploymentId: site.id });
    await new Promise((resolve) => session.once("close", resolve));
    expect(unseenConnections).toBeGreaterThan(0);
    const later = connectHttp2(site.url);
    await new Promise((resolve) => later.once("remoteSettings", resolve));
    const request = {
      deploymentId: site.id,
      method: "greet.v1.Greeter/SayHello",
      requestJson: "{}",
      runId: "ours",
    };
    for await (const { captured, notApplicable } of site.api.compareTransports(request))
      if (!notApplicable) expect(captured).toBeDefined();
    expect((await site.api.listCaptured({ captureId, runId: "ours" })).attempts).toEqual([]);
    expect(later.closed).toBe(false);
    later.destroy();
    await site.api.stopCapture({ captureId });
  });

  test("carries an error's status wherever the transport puts it", async () => {
    const codes = [];
    const request = { deploymentId: site.id, method: "greet.v1.Greeter/Refuse", requestJson: "{}" };
    for await (const { code, notApplicable } of site.api.compareTransports(request))
      if (!notApplicable) codes.push(code);
    expect(codes).toEqual(new Array(12).fill(5));
  });
});

describe("callers from outside", () => {
  test("over every protocol are captured as they came", async () => {
    const { captureId } = await site.api.startCapture({ deploymentId: site.id });
    const baseUrl = `${site.url}/d/${site.id}`;
    const options = { baseUrl, nodeOptions: {} };
    const service = site.method("SayHello");
    const transports = [
      createConnectTransport({ ...options, httpVersion: "1.1", useBinaryFormat: false }),
      createGrpcWebTransport({ ...options, httpVersion: "1.1" }),
      createConnectTransport({ ...options, httpVersion: "2" }),
      createGrpcTransport({ ...options, httpVersion: "2" } as Parameters<typeof createGrpcTransport>[0]),
    ];
    const greeter = service.registry.getService("greet.v1.Greeter");
    if (greeter === undefined) throw new Error("no service");
    for (const transport of transports) {
      const client = createClient(greeter, transport) as unknown as {
        sayHello(request: object): Promise<{ greeting: string }>;
        count(request: object): AsyncIterable<object>;
      };
      expect((await client.sayHello({ name: "Ada" })).greeting).toBe("Hello, Ada");
      const unary = await newest(captureId);
      const { response } = expectPartition(await site.captured(captureId, unary.attemptSequence));
      expect(response.messages).toHaveLength(1);
      expect(response.status?.code).toBe(0);
      for await (const _reply of client.count({ name: "Bo" }));
      const stream = await newest(captureId);
      const counted = expectPartition(await site.captured(captureId, stream.attemptSequence), "Count");
      expect(counted.response.messages.map(({ json }) => JSON.parse(json?.text ?? "{}").count)).toEqual([
        "1",
        "2",
        "3",
      ]);
      expect(counted.response.status?.code).toBe(0);
    }
    await site.api.stopCapture({ captureId });
  });

  test("on a connection of HTTP/1.1 that was open before are seen; one of HTTP/2 hears a GOAWAY, and what is under way ends", async () => {
    const session = connectHttp2(site.url);
    await new Promise((resolve) => session.once("remoteSettings", resolve));
    const slow = session.request({
      ":method": "POST",
      ":path": path("SayHello"),
      "content-type": "application/json",
    });
    const goneAway = new Promise((resolve) => session.once("goaway", resolve));
    const agentless = connect(site.port, "127.0.0.1");
    await new Promise((resolve) => agentless.once("connect", resolve));
    let heard = "";
    agentless.on("data", (chunk) => {
      heard += chunk.toString("latin1");
    });
    const keepAlive = post("SayHello", '{"name":"a"}').replace("Connection: close\r\n", "");
    agentless.write(keepAlive);
    await expect.poll(() => heard).toContain("Hello, a");
    const { captureId, unseenConnections } = await site.api.startCapture({ deploymentId: site.id });
    expect(unseenConnections).toBeGreaterThanOrEqual(1);
    agentless.write(keepAlive.replace('"a"', '"b"'));
    await expect.poll(() => heard).toContain("Hello, b");
    const old = await newest(captureId);
    const captured = await site.captured(captureId, old.attemptSequence);
    expect(captured.firstOnConnection).toBe(false);
    const { request } = expectPartition(captured);
    expect(request.messages[0]?.json?.text).toBe('{\n  "name": "b"\n}');
    agentless.destroy();

    expect(await goneAway).toBe(0);
    let answer = "";
    slow.on("data", (chunk) => {
      answer += chunk;
    });
    slow.end("{}");
    await new Promise((resolve) => slow.once("close", resolve));
    expect(answer).toContain("Hello");
    await new Promise((resolve) => (session.destroyed ? resolve(null) : session.once("close", resolve)));
    await site.api.stopCapture({ captureId });
  });

  test("of a program that is not Node's are captured too", async ({ skip }) => {
    if (whyMissing({ files: ["/usr/bin/curl"], packages: ["curl"] }) !== undefined) skip();
    const { captureId } = await site.api.startCapture({ deploymentId: site.id });
    const url = `${site.url}${path("SayHello")}`;
    const json = ["-H", "content-type: application/json", "-d", '{"name":"curl"}'];
    for (const version of ["--http1.1", "--http2-prior-knowledge"]) {
      const { stdout } = await promisify(execFile)("/usr/bin/curl", ["-s", version, ...json, url]);
      expect(stdout).toContain("Hello, curl");
      const { attemptSequence } = await newest(captureId);
      const attempt = await site.captured(captureId, attemptSequence);
      const { request, response } = expectPartition(attempt);
      expect(attempt.firstOnConnection).toBe(true);
      expect(request.headers.find(({ name }) => name === "user-agent")?.value).toMatch(/^curl/);
      expect(request.byLayer.broken + response.byLayer.broken).toBe(0);
      expect(response.messages[0]?.json?.text).toContain("Hello, curl");
    }
    await site.api.stopCapture({ captureId });
  });

  test("that ask three times in one write get three captures of their own", async () => {
    const { captureId } = await site.api.startCapture({ deploymentId: site.id });
    const [first, second, third] = ["a", "b", "c"].map((name) => post("SayHello", `{"name":"${name}"}`));
    const open = (text = "") => text.replace("Connection: close\r\n", "");
    const reply = await rawRequest(open(first) + open(second) + third);
    expect(reply.match(/Hello, [abc]/g)).toEqual(["Hello, a", "Hello, b", "Hello, c"]);
    const { attempts } = await site.api.listCaptured({ captureId });
    const names = [];
    for (const { attemptSequence } of attempts) {
      const { request, response } = expectPartition(await site.captured(captureId, attemptSequence));
      names.push([request.messages[0]?.json?.text, response.messages[0]?.json?.text].join());
    }
    expect(
      names.map((name) =>
        name
          .match(/"name": "(.)"[\s\S]*Hello, (.)"/)
          ?.slice(1)
          .join(""),
      ),
    ).toEqual(["aa", "bb", "cc"]);
    await site.api.stopCapture({ captureId });
  });
});

describe("what may not be seen", () => {
  test("cookies are covered, in HTTP/1.1 and in HTTP/2", async () => {
    const { captureId } = await site.api.startCapture({ deploymentId: site.id });
    await rawRequest(post("SayHello", "{}", "cookie: secret=1; b=2\r\nX-Other: shown\r\n"));
    const first = await newest(captureId);
    const http1 = await site.captured(captureId, first.attemptSequence);
    const session = connectHttp2(site.url);
    const stream = session.request({
      ":method": "POST",
      ":path": path("SayHello"),
      "content-type": "application/json",
      cookie: "secret=1; b=2",
      "x-other": "shown",
    });
    stream.end("{}");
    await new Promise((resolve) => stream.resume().once("close", resolve));
    session.destroy();
    const second = await newest(captureId);
    const http2 = await site.captured(captureId, second.attemptSequence);
    for (const attempt of [http1, http2]) {
      const { request } = expectPartition(attempt);
      expect(attempt.masked).toEqual(["cookie"]);
      expect(
        request.headers
          .filter(({ name }) => name === "cookie")
          .map(({ value }) => value)
          .join(""),
      ).toMatch(/^\*+$/);
      expect(request.headers.find(({ name }) => name === "x-other")?.value).toBe("shown");
      expect(Buffer.from(request.bytes).includes("secret")).toBe(false);
      expect(attempt.requestHeaders.some(({ value }) => value.includes("secret"))).toBe(false);
    }
    const block = leavesOf(expectPartition(http2).request.root).find(({ kind }) => kind === "header-block");
    const bytes = expectPartition(http2).request.bytes.subarray(block?.from, block?.to);
    expect(bytes.every((byte) => byte === 0x2a)).toBe(true);
    await site.api.stopCapture({ captureId });
  });

  test("a run's bytes are for who knows its name", async () => {
    const { captureId } = await site.api.startCapture({ deploymentId: site.id });
    await rawRequest(post("SayHello", "{}", "x-playground-attempt: our-run/0/0\r\n"));
    expect((await site.api.listCaptured({ captureId })).attempts).toEqual([]);
    const known = await newest(captureId, "our-run");
    const { attemptSequence } = known;
    expect((await site.api.getCaptured({ captureId, attemptSequence })).whyNot).toBe(WhyNot.BEFORE);
    expectPartition(await site.captured(captureId, attemptSequence, "our-run"));
    await site.api.stopCapture({ captureId });
    expect((await site.api.getCaptured({ captureId, attemptSequence })).whyNot).toBe(WhyNot.NO_CAPTURE);
  });
});

describe("within bounds", () => {
  test("an attempt keeps so many bytes and counts the others, over HTTP/1.1 and HTTP/2", async () => {
    const { captureId } = await site.api.startCapture({ deploymentId: site.id });
    const body = JSON.stringify({ name: "n".repeat(100_000) });
    await rawRequest(post("SayHello", body));
    const first = await newest(captureId);
    const session = connectHttp2(site.url);
    const stream = session.request({
      ":method": "POST",
      ":path": path("SayHello"),
      "content-type": "application/json",
    });
    stream.end(body);
    await new Promise((resolve) => stream.resume().once("close", resolve));
    session.destroy();
    const second = await newest(captureId);
    for (const { attemptSequence, requestBytes, responseBytes } of [first, second]) {
      const attempt = await site.captured(captureId, attemptSequence);
      const { request, response } = expectPartition(attempt);
      expect(request.bytes.length + response.bytes.length).toBeLessThanOrEqual(16 * 1024);
      expect(request.omitted + request.bytes.length).toBeGreaterThanOrEqual(requestBytes);
      expect(requestBytes).toBeGreaterThan(100_000);
      expect(responseBytes).toBeGreaterThan(100_000);
      expect(request.omitted).toBeGreaterThan(80_000);
    }
    await site.api.stopCapture({ captureId });
  });

  test("a capture gives up its oldest attempts for new ones", async () => {
    const { captureId } = await site.api.startCapture({ deploymentId: site.id });
    const body = JSON.stringify({ name: "n".repeat(6_000) });
    for (let count = 0; count < 12; count += 1) await rawRequest(post("SayHello", body));
    const { attempts, dropped } = await site.api.listCaptured({ captureId });
    expect(attempts.length + dropped).toBe(12);
    expect(dropped).toBeGreaterThan(3);
    const attemptSequence = (attempts[0]?.attemptSequence ?? 0) - 1;
    expect((await site.api.getCaptured({ captureId, attemptSequence })).whyNot).toBe(WhyNot.DROPPED);
    await site.api.stopCapture({ captureId });
  });

  test("a visitor's fifth capture ends the first, and prolonging keeps the one there is", async () => {
    const ids = [];
    for (let count = 0; count < 5; count += 1)
      ids.push((await site.api.startCapture({ deploymentId: site.id })).captureId);
    const why = async (captureId = "") =>
      (await site.api.getCaptured({ captureId, attemptSequence: 99 })).whyNot;
    expect(await why(ids[0])).toBe(WhyNot.NO_CAPTURE);
    expect(await why(ids[4])).toBe(WhyNot.BEFORE);
    const again = await site.api.startCapture({ deploymentId: site.id, captureId: ids[4] ?? "" });
    expect(again.captureId).toBe(ids[4]);
    for (const captureId of ids) await site.api.stopCapture({ captureId });
  });
});

test("a call that a handler makes has no wire: its headers and its body are told, and that it was within the server", async () => {
  const { captureId } = await site.api.startCapture({ deploymentId: site.id });
  await rawRequest(post("Relay", '{"name":"Bo"}'));
  const { attempts } = await site.api.listCaptured({ captureId });
  expect(attempts.map(({ carrier }) => carrier)).toEqual([Carrier.HTTP1, Carrier.IN_PROCESS]);
  const attempt = await site.captured(captureId, attempts[1]?.attemptSequence ?? 0);
  const { request, response } = expectPartition(attempt);
  expect(request.byLayer.framing + request.byLayer.headers).toBe(0);
  expect(request.headers.find(({ name }) => name === ":path")?.value).toContain("SayHello");
  expect(JSON.parse(response.messages[0]?.json?.text ?? "{}").greeting).toBe("Hello, Bo");
  await site.api.stopCapture({ captureId });
});

test("an experiment in the backend is captured for who knows its run", async () => {
  const { captureId } = await site.api.startCapture({ deploymentId: site.id });
  await site.runInBackend(
    "backend-run",
    `import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Greeter } from "./gen/greet_pb";
export async function main() {
  await createClient(Greeter, transport).sayHello({ name: "Cy", numbers: [7] });
}
`,
  );
  expect((await site.api.listCaptured({ captureId })).attempts).toEqual([]);
  const { attemptSequence, carrier } = await newest(captureId, "backend-run");
  expect(carrier).toBe(Carrier.IN_PROCESS);
  const { request, response } = expectPartition(
    await site.captured(captureId, attemptSequence, "backend-run"),
  );
  expect(JSON.parse(request.messages[0]?.json?.text ?? "{}")).toEqual({ name: "Cy", numbers: [7] });
  expect(JSON.parse(response.messages[0]?.json?.text ?? "{}").greeting).toBe("Hello, Cy");
  await site.api.stopCapture({ captureId });
});

test("over TLS the bytes are those inside it, of HTTP/1.1 and HTTP/2 alike", async () => {
  const secure = await openWireSite({}, makeCertificate());
  try {
    const seen = [];
    const request = {
      deploymentId: secure.id,
      method: "greet.v1.Greeter/Look",
      requestJson: '{"name":"Ada"}',
    };
    for await (const one of secure.api.compareTransports(request)) seen.push(one);
    expect(seen).toHaveLength(14);
    for (const { captured, code, error } of seen) {
      expect({ code, error }).toEqual({ code: 0, error: "" });
      expect(captured).toMatchObject({ encrypted: true, complete: true });
      if (captured === undefined) continue;
      const { request: asked } = decodeCapture(captured, secure.method("Look"));
      expect(asked.messages[0]?.json?.text).toBe('{\n  "name": "Ada"\n}');
    }
  } finally {
    await secure.stop();
  }
});
