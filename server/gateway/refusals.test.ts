import { connect } from "node:http2";
import { fromBinary } from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { openTestGateway, type TestGateway } from "./test-gateway.ts";
import { echoService } from "./test-service.ts";

let site: TestGateway;
beforeAll(async () => {
  site = await openTestGateway({
    routes: (router) =>
      router.service(echoService, { say: (request) => request, look: (request) => request }),
  });
});
afterAll(() => site.close());

const say = "/test.v1.EchoService/Say";

function post(
  path: string,
  contentType: string,
  body: string | Uint8Array<ArrayBuffer> = '"Ada"',
  method = "POST",
) {
  return fetch(`${site.http1}${path}`, { method, headers: { "content-type": contentType }, body });
}

type Http2Reply = {
  readonly headers: Record<string, unknown>;
  readonly trailers: Record<string, unknown>;
  readonly flags: number;
};

/** One raw gRPC request; the flags are those of the first HEADERS frame. */
function callHttp2(path: string, headers: Record<string, string>, body: Uint8Array): Promise<Http2Reply> {
  return new Promise((resolve, reject) => {
    const session = connect(site.http2);
    session.on("error", reject);
    const stream = session.request({
      ":method": "POST",
      ":path": path,
      "content-type": "application/grpc",
      te: "trailers",
      ...headers,
    });
    const reply = { headers: {}, trailers: {}, flags: 0 };
    stream.on("response", (head, flags) => {
      reply.headers = { ...head };
      reply.flags = flags;
    });
    stream.on("trailers", (trailers) => {
      reply.trailers = { ...trailers };
    });
    stream.on("error", reject);
    stream.on("close", () => {
      session.close();
      resolve(reply);
    });
    stream.resume();
    stream.end(body);
  });
}

const envelope = (bytes: readonly number[]) => Uint8Array.from([0, 0, 0, 0, bytes.length, ...bytes]);
const endStream = 0x1;

describe("an unknown deployment is NOT_FOUND, names its id and says the reason", () => {
  test("to Connect, as an error object with details", async () => {
    const response = await post(`/d/nobody${say}`, "application/json");
    expect(response.status).toBe(404);
    const error = (await response.json()) as {
      code: string;
      message: string;
      details: { type: string; value: string }[];
    };
    expect(error.code).toBe("not_found");
    expect(error.message).toContain("nobody");
    expect(error.details[0]?.type).toBe("google.rpc.ErrorInfo");
    const info = fromBinary(ErrorInfoSchema, base64Decode(error.details[0]?.value ?? ""));
    expect(info.reason).toBe("DEPLOYMENT_NOT_FOUND");
    expect(info.metadata).toEqual({ id: "nobody" });
  });

  test("to a Connect stream, as its end of stream", async () => {
    const response = await post(`/d/nobody/test.v1.EchoService/Count`, "application/connect+json");
    expect(response.status).toBe(200);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes[0]).toBe(2);
    expect(JSON.parse(Buffer.from(bytes.subarray(5)).toString()).error.code).toBe("not_found");
  });

  test("to gRPC-Web, as a trailer frame", async () => {
    const response = await post(`/d/nobody${say}`, "application/grpc-web+proto");
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(bytes[0]).toBe(0x80);
    expect(Buffer.from(bytes.subarray(5)).toString()).toMatch(/grpc-message: .*nobody.*\r\n/);
    expect(Buffer.from(bytes.subarray(5)).toString()).toContain("grpc-status: 5\r\n");
  });

  test("to gRPC, in one HEADERS frame that ends the stream", async () => {
    const reply = await callHttp2(say, { "x-deployment": "nobody" }, envelope([]));
    expect(reply.headers).toMatchObject({ ":status": 200, "grpc-status": "5" });
    expect(reply.headers["grpc-message"]).toBe('There is no deployment "nobody".');
    expect(reply.flags & endStream).toBe(endStream);
  });

  test("to gRPC that names none at all", async () => {
    const reply = await callHttp2(say, {}, envelope([]));
    expect(reply.headers["grpc-status"]).toBe("5");
  });

  test.each(["%ff%fe", "..", "a b", "x".repeat(500), "\u{1F600}", "a%00b", ""])(
    "with the malformed id %j",
    async (id) => {
      const response = await post(`/d/${encodeURI(id)}${say}`, "application/json");
      expect(response.status).toBe(404);
    },
  );
});

describe("what HTTP alone refuses is an error of the Connect protocol all the same", () => {
  async function refusal(response: Response) {
    expect(response.headers.get("content-type")).toBe("application/json");
    const error = (await response.json()) as { code: string; message: string; details: { value: string }[] };
    const info = fromBinary(ErrorInfoSchema, base64Decode(error.details[0]?.value ?? ""));
    const { status } = response;
    return { status, code: error.code, message: error.message, reason: info.reason, metadata: info.metadata };
  }
  const count = "/test.v1.EchoService/Count";

  test("an unknown content type gets 415 and hears which are served", async () => {
    const response = await post(`/d/echo${say}`, "text/plain");
    expect(response.headers.get("accept-post")).toContain("application/proto");
    expect(await refusal(response)).toMatchObject({
      status: 415,
      code: "unknown",
      message: expect.stringContaining("application/json"),
      reason: "CONTENT_TYPE_UNSUPPORTED",
      metadata: { contentType: "text/plain" },
    });
  });

  test.each([
    ["a stream", "the content type of unary methods", count, "application/json", "application/connect+json"],
    ["a unary method", "that of streams", say, "application/connect+json", "application/json"],
  ])("%s called with %s gets 415", async (_kind, _type, path, contentType, served) => {
    const response = await post(`/d/echo${path}`, contentType);
    expect(response.headers.get("accept-post")).toContain(served);
    expect(response.headers.get("accept-post")).not.toContain(contentType);
    expect(await refusal(response)).toMatchObject({ status: 415, reason: "CONTENT_TYPE_UNSUPPORTED" });
  });

  test("a wrong verb gets 405 and hears the right one", async () => {
    const put = await post(`/d/echo${say}`, "application/json", '"x"', "PUT");
    expect(put.headers.get("allow")).toBe("POST");
    expect(await refusal(put)).toMatchObject({
      status: 405,
      code: "unknown",
      reason: "HTTP_METHOD_UNSUPPORTED",
      metadata: { verb: "PUT", allow: "POST" },
    });
    const get = await fetch(`${site.http1}/d/echo${say}?encoding=json&message="x"`);
    expect(await refusal(get)).toMatchObject({
      status: 405,
      message: expect.stringContaining("side effects"),
    });
  });

  test.each([
    ["gRPC", say, "application/grpc"],
    ["a bidirectional stream", "/test.v1.EchoService/Chat", "application/connect+json"],
    ["a bidirectional stream of gRPC-Web", "/test.v1.EchoService/Chat", "application/grpc-web+proto"],
  ])("%s over HTTP/1.1 gets 505 and an explanation", async (_name, path, contentType) => {
    expect(await refusal(await post(`/d/echo${path}`, contentType))).toMatchObject({
      status: 505,
      code: "unknown",
      message: expect.stringContaining("HTTP/2"),
      reason: "HTTP_VERSION_UNSUPPORTED",
    });
  });

  test("our clock says it too", async () => {
    const clock = "/d/any/playground.v1.ClockService/ReadClock";
    expect(await refusal(await post(clock, "text/plain"))).toMatchObject({ status: 415 });
    expect(await refusal(await fetch(site.http1 + clock))).toMatchObject({ status: 405 });
  });

  test("GET reaches methods without side effects", async () => {
    const query = `connect=v1&encoding=json&message=${encodeURIComponent('"Ada"')}`;
    const response = await fetch(`${site.http1}/d/echo/test.v1.EchoService/Look?${query}`);
    expect(await response.json()).toBe("Ada");
  });
});

describe("an unknown method hears which services exist", () => {
  test("over Connect", async () => {
    const response = await post("/d/echo/test.v1.Echo/Say", "application/json");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      code: "unimplemented",
      message: expect.stringContaining("test.v1.EchoService"),
    });
  });

  test("over gRPC, with status 12", async () => {
    const reply = await callHttp2("/test.v1.Echo/Say", { "x-deployment": "echo" }, envelope([]));
    expect(reply.headers["grpc-status"]).toBe("12");
    expect(reply.headers["grpc-message"]).toContain("test.v1.EchoService");
  });
});

test("gRPC is told the encodings it could have used", async () => {
  const reply = await callHttp2(say, { "x-deployment": "echo", "grpc-encoding": "snappy" }, envelope([]));
  expect(reply.headers["grpc-status"]).toBe("12");
  expect(reply.headers["grpc-accept-encoding"]).toBeTypeOf("string");
});

test("the deployment is found by its authority too", async () => {
  const other = await openTestGateway({
    ids: ["abcdefghijklmnopqrstuvwx27"],
    routes: (router) => router.service(echoService, { say: (request) => request }),
  });
  const headers = { ":authority": "abcdefghijklmnopqrstuvwx27.example.com" };
  const reply = await new Promise<Record<string, unknown>>((resolve, reject) => {
    const session = connect(other.http2);
    const stream = session.request({
      ":method": "POST",
      ":path": say,
      "content-type": "application/grpc",
      ...headers,
    });
    stream.on("trailers", (trailers) => resolve({ ...trailers }));
    stream.on("error", reject);
    stream.on("close", () => session.close());
    stream.resume();
    stream.end(envelope([10, 1, 65]));
  });
  expect(reply["grpc-status"]).toBe("0");
  await other.close();
});
