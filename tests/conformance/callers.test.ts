import { constants, type ServerHttp2Stream } from "node:http2";
import { Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcTransport } from "@connectrpc/connect-node";
import { Client, credentials, status } from "@grpc/grpc-js";
import { afterEach, describe, expect, test } from "vitest";
import { ClockService } from "#lib/gen/playground/v1/clock_pb.ts";
import { openHttp1Stub, openHttp2Stub, type Stub } from "./stub.ts";

/** Statements about callers: the libraries of visitors' client programs, against a server that says anything. */
let stub: Stub;
afterEach(() => stub?.close());

async function failureOf(transport: Transport): Promise<ConnectError> {
  const client = createClient(ClockService, transport);
  return client.readClock({}).then(
    () => expect.unreachable("it answered"),
    (error: unknown) => ConnectError.from(error),
  );
}

function grpcJsFailure(): Promise<{ code: number; details: string }> {
  const client = new Client(`127.0.0.1:${stub.port}`, credentials.createInsecure());
  const keep = (bytes: Buffer) => bytes;
  return new Promise((resolve) => {
    client.makeUnaryRequest("/a.B/C", keep, keep, Buffer.alloc(0), (error) => {
      client.close();
      resolve({ code: error?.code ?? 0, details: error?.details ?? "" });
    });
  });
}

describe("C4 without an error body a Connect client infers the code from the HTTP status:", () => {
  test.each([
    [400, Code.Internal],
    [401, Code.Unauthenticated],
    [403, Code.PermissionDenied],
    [404, Code.Unimplemented],
    [429, Code.Unavailable],
    [502, Code.Unavailable],
    [503, Code.Unavailable],
    [504, Code.Unavailable],
    [418, Code.Unknown],
    [500, Code.Unknown],
  ])("%i is code %i", async (httpStatus, code) => {
    for (const [body, type] of [
      ["", "text/plain"],
      ["<html>", "text/html"],
      ['{"code":null}', "application/json"],
    ] as const) {
      stub = await openHttp1Stub(httpStatus, body, type);
      const transport = createConnectTransport({ baseUrl: stub.url, httpVersion: "1.1" });
      expect([body, (await failureOf(transport)).code]).toEqual([body, code]);
      await stub.close();
    }
    stub = await openHttp1Stub(200, "", "text/plain");
  });
});

describe("G13 a reset stream is a status of gRPC:", () => {
  const cases = [
    [constants.NGHTTP2_REFUSED_STREAM, status.UNAVAILABLE],
    [constants.NGHTTP2_CANCEL, status.CANCELLED],
    [constants.NGHTTP2_ENHANCE_YOUR_CALM, status.RESOURCE_EXHAUSTED],
    [constants.NGHTTP2_INADEQUATE_SECURITY, status.PERMISSION_DENIED],
    [constants.NGHTTP2_INTERNAL_ERROR, status.INTERNAL],
    [constants.NGHTTP2_PROTOCOL_ERROR, status.INTERNAL],
  ] as const;

  test.each(cases)("RST_STREAM %i is status %i in grpc-js", async (reset, code) => {
    stub = await openHttp2Stub((stream) => stream.close(reset));
    expect((await grpcJsFailure()).code).toBe(code);
  });

  test.each(cases)("RST_STREAM %i is INTERNAL in Connect-ES 2.2, unless it is CANCEL", async (reset) => {
    stub = await openHttp2Stub((stream) => stream.close(reset));
    const { code } = await failureOf(createGrpcTransport({ baseUrl: stub.url }));
    expect(code).toBe(reset === constants.NGHTTP2_CANCEL ? Code.Canceled : Code.Internal);
  });
});

describe("G14 an HTTP status counts only where grpc-status is missing:", () => {
  const answer = (headers: Record<string, string | number>) => (stream: ServerHttp2Stream) =>
    stream.respond(headers, { endStream: true });
  const cases = [
    [400, status.INTERNAL],
    [401, status.UNAUTHENTICATED],
    [403, status.PERMISSION_DENIED],
    [404, status.UNIMPLEMENTED],
    [429, status.UNAVAILABLE],
    [502, status.UNAVAILABLE],
    [503, status.UNAVAILABLE],
    [504, status.UNAVAILABLE],
    [500, status.UNKNOWN],
  ] as const;

  test.each(cases)("%i is status %i in grpc-js", async (httpStatus, code) => {
    stub = await openHttp2Stub(answer({ ":status": httpStatus, "content-type": "text/html" }));
    expect((await grpcJsFailure()).code).toBe(code);
  });

  test.each(cases)("%i is status %i in Connect-ES", async (httpStatus, code) => {
    stub = await openHttp2Stub(answer({ ":status": httpStatus, "content-type": "text/html" }));
    expect((await failureOf(createGrpcTransport({ baseUrl: stub.url }))).code).toBe(code);
  });

  test("a grpc-status beside it wins", async () => {
    stub = await openHttp2Stub(
      answer({
        ":status": 503,
        "content-type": "application/grpc",
        "grpc-status": "5",
        "grpc-message": "not here",
      }),
    );
    expect(await grpcJsFailure()).toEqual({ code: status.NOT_FOUND, details: "not here" });
  });
});
