import { gzipSync } from "node:zlib";
import { Code } from "@connectrpc/connect";
import { codeToString } from "@connectrpc/connect/protocol-connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askHttp1, askRaw, type Http1Request, jsonOf } from "./http1.ts";
import { codecOf, type Note, openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.stop());

const json = { "content-type": "application/json" };
const proto = { "content-type": "application/proto" };
const ask = (method: string, request: Http1Request) => askHttp1(site.url + site.prefixed(method), request);
const say = (headers: Record<string, string>, body: string | Uint8Array = '{"text":"Ada"}') =>
  ask("Say", { headers, body });
const fail = (note: Note) => ask("Fail", { headers: json, body: JSON.stringify(note) });

describe("C1 a unary call is a POST of a bare body, answered with 200 and the same content type", () => {
  test("in JSON", async () => {
    const reply = await say(json);
    expect([reply.status, reply.headers["content-type"]]).toEqual([200, "application/json"]);
    expect(jsonOf(reply)).toEqual({ text: "Ada" });
  });

  test("in protobuf", async () => {
    const note = codecOf(site.service.method.say?.input ?? expect.unreachable());
    const reply = await say(proto, note.write({ text: "Ada" }));
    expect([reply.status, reply.headers["content-type"]]).toEqual([200, "application/proto"]);
    expect(note.read(reply.body)).toEqual({ text: "Ada" });
  });
});

describe("C2 an error sets the HTTP status of its code", () => {
  test.each([
    [Code.Canceled, 499],
    [Code.Unknown, 500],
    [Code.InvalidArgument, 400],
    [Code.DeadlineExceeded, 504],
    [Code.NotFound, 404],
    [Code.AlreadyExists, 409],
    [Code.PermissionDenied, 403],
    [Code.ResourceExhausted, 429],
    [Code.FailedPrecondition, 400],
    [Code.Aborted, 409],
    [Code.OutOfRange, 400],
    [Code.Unimplemented, 501],
    [Code.Internal, 500],
    [Code.Unavailable, 503],
    [Code.DataLoss, 500],
    [Code.Unauthenticated, 401],
  ])("code %i is %i", async (code, status) => {
    const reply = await fail({ number: String(code), text: "no" });
    expect([reply.status, jsonOf(reply).code]).toEqual([status, codeToString(code)]);
  });
});

test("C3 an error body is JSON with code, message and details in unpadded base64", async () => {
  const reply = await fail({ number: String(Code.NotFound), text: "no 茶 here" });
  expect(reply.headers["content-type"]).toBe("application/json");
  const error = jsonOf(reply);
  expect(error).toMatchObject({ code: "not_found", message: "no 茶 here" });
  expect(Object.keys(error).sort()).toEqual(["code", "details", "message"]);
  const [detail] = error.details ?? [];
  expect(detail?.type).toBe("wire.v1.Note");
  expect(detail?.value).toMatch(/^[A-Za-z0-9+/]+$/);
  const note = codecOf(site.service.method.say?.input ?? expect.unreachable());
  expect(note.read(Buffer.from(detail?.value ?? "", "base64"))).toEqual({
    text: "why",
    number: "9007199254740993",
  });
});

describe("C5 an unknown codec is 415", () => {
  test.each(["text/plain", "application/yaml", "application/jsonp", ""])("%j", async (type) => {
    expect((await say({ "content-type": type })).status).toBe(415);
  });
});

test.each(["PUT", "DELETE", "PATCH", "HEAD"])("C6 a wrong verb is 405: %s", async (method) => {
  const reply = await ask("Say", { method, headers: json, body: method === "HEAD" ? "" : "{}" });
  expect([reply.status, reply.headers.allow]).toEqual([405, "POST"]);
});

test("C9 a timeout is a positive number of at most ten digits, in ms", async () => {
  for (const timeout of ["abc", "12345678901", "-5", "1.5", "1s", "0x10", " "]) {
    const reply = await say({ ...json, "connect-timeout-ms": timeout });
    expect([timeout, reply.status, jsonOf(reply).code]).toEqual([timeout, 400, "invalid_argument"]);
  }
  expect((await say({ ...json, "connect-timeout-ms": "9999999999" })).status).toBe(200);
});

test("C9 a timeout longer than timers are is not over when it begins", async () => {
  const headers = { ...json, "connect-timeout-ms": "9999999999" };
  const reply = await askHttp1(`${site.url}${site.prefixed("Rest")}`, { headers, body: '{"number":"50"}' });
  expect([reply.status, jsonOf<Note>(reply).text]).toEqual([200, "rested"]);
});

test("a whole URL as the request's target is its path (RFC 9112, 3.2.2)", async () => {
  const body = '{"text":"Ada"}';
  const target = `http://127.0.0.1:${site.port}${site.prefixed("Say")}`;
  const head = `POST ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  expect(await askRaw(site.port, head + body)).toMatch(/^HTTP\/1\.1 200 /);
});

test("C10 trailers of a unary call are headers with the prefix trailer-", async () => {
  const { headers } = await say({ ...json, "x-text": "read me" });
  expect([headers["x-text"], headers["trailer-x-text"]]).toEqual(["read me", "read me"]);
  const reserved = Object.keys(headers).filter((name) => /^(?:trailer-)?connect-/.test(name));
  expect(reserved).toEqual([]);
});

test("C11 binary metadata is accepted with and without padding, and emitted without", async () => {
  for (const value of ["AAH/", "AAE", "AAE="]) {
    const { headers } = await say({ ...json, "x-raw-bin": value });
    expect(Buffer.from(headers["x-raw-bin"]?.toString() ?? "", "base64")).toEqual(
      Buffer.from(value, "base64"),
    );
  }
  const { details } = jsonOf(await fail({ number: "3", text: "x" }));
  expect(details?.[0]?.value).not.toContain("=");
});

test("C12 an unsupported compression is unimplemented and names the supported ones", async () => {
  const reply = await say({ ...json, "content-encoding": "snappy" });
  expect([reply.status, jsonOf(reply).code]).toEqual([501, "unimplemented"]);
  expect(jsonOf(reply).message).toMatch(/snappy.*gzip.*br/);
});

describe("C13 compression:", () => {
  test("a caller that accepts none gets none, though its request was compressed", async () => {
    const gzipped = gzipSync(JSON.stringify({ text: "a".repeat(5_000) }));
    const reply = await say({ ...json, "content-encoding": "gzip", "accept-encoding": "identity" }, gzipped);
    expect([reply.status, reply.headers["content-encoding"]]).toEqual([200, undefined]);
    expect(jsonOf<Note>(reply).text).toHaveLength(5_000);
  });

  test("a caller that says nothing gets an answer it can read: none, or the encoding it used", async () => {
    const gzipped = gzipSync(JSON.stringify({ text: "a".repeat(5_000) }));
    const reply = await say({ ...json, "content-encoding": "gzip" }, gzipped);
    expect(["gzip", undefined]).toContain(reply.headers["content-encoding"]);
  });

  test("a zero-length body is not decompressed", async () => {
    const reply = await say({ ...proto, "content-encoding": "gzip" }, "");
    expect([reply.status, reply.body.length]).toEqual([200, 0]);
  });
});

test("C19 a missing connect-protocol-version is accepted, on POST and on GET alike", async () => {
  expect((await say(json)).status).toBe(200);
  expect((await say({ ...json, "connect-protocol-version": "1" })).status).toBe(200);
  expect((await ask("Look?encoding=json&message={}", { method: "GET" })).status).toBe(200);
});

test("C20 JSON: unknown fields are ignored, 64-bit integers are strings", async () => {
  const body = '{"text":"Ada","nobodyKnows":{"this":[1]},"number":"9007199254740993"}';
  expect(jsonOf(await say(json, body))).toEqual({ text: "Ada", number: "9007199254740993" });
  expect(jsonOf(await say(json, '{"number":7}'))).toEqual({ number: "7" });
});
