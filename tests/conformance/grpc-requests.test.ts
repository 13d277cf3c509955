import { gzipSync } from "node:zlib";
import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelope, openEnvelopes } from "./envelopes.ts";
import { askHttp2, type Http2Request } from "./http2.ts";
import { codecOf, type Note, openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.stop());

const ask = (method: string, { headers, pieces }: Omit<Http2Request, "path">) =>
  askHttp2(site.port, {
    path: site.plain(method),
    headers: { "x-deployment": site.id, ...headers },
    ...(pieces && { pieces }),
  });
const note = () => codecOf(site.service.method.say?.input ?? expect.unreachable());
const bytes = (message: Note) => envelope(note().write(message));
const read = (body: Buffer) => openEnvelopes(body).map(({ data }) => note().read(data));
const statusOf = ({ headers, trailers }: Awaited<ReturnType<typeof ask>>) =>
  Number(trailers["grpc-status"] ?? headers["grpc-status"]);

describe("G1 a call is a POST of application/grpc with te: trailers", () => {
  test.each(["application/grpc", "application/grpc+proto"])("%s is protobuf", async (type) => {
    const reply = await ask("Say", { headers: { "content-type": type }, pieces: [bytes({ text: "Ada" })] });
    expect(reply.headers[":status"]).toBe(200);
    expect(reply.headers["content-type"]).toMatch(/^application\/grpc(?:\+proto)?$/);
    expect([statusOf(reply), read(reply.body)]).toEqual([0, [{ text: "Ada" }]]);
  });

  test("application/grpc+json is JSON", async () => {
    const headers = { "content-type": "application/grpc+json" };
    const reply = await ask("Say", { headers, pieces: [envelope('{"text":"Ada"}')] });
    expect(openEnvelopes(reply.body)[0]?.data.toString()).toBe('{"text":"Ada"}');
  });

  test.each(["application/grpc+thrift", "application/grpcx", "text/plain"])("%s is 415", async (type) => {
    const reply = await ask("Say", { headers: { "content-type": type }, pieces: [bytes({})] });
    expect(reply.headers[":status"]).toBe(415);
  });
});

describe("G2 grpc-timeout is at most eight digits and a unit", () => {
  test.each(["20S", "99999999m", "1H", "60M", "90000000u", "99999999n"])(
    "%s is a deadline",
    async (timeout) => {
      const reply = await ask("Say", {
        headers: { "grpc-timeout": timeout },
        pieces: [bytes({ text: "Ada" })],
      });
      // A tenth of a second may pass on a busy machine before the handler is reached.
      expect(timeout === "99999999n" ? [0, 4] : [0]).toContain(statusOf(reply));
    },
  );

  test("longer than timers are, it is not over when it begins", async () => {
    const headers = { "grpc-timeout": "99999999H" };
    const reply = await ask("Rest", { headers, pieces: [bytes({ number: "50" })] });
    expect([statusOf(reply), read(reply.body)[0]?.text]).toEqual([0, "rested"]);
  });

  test("and the handler knows what is left of it", async () => {
    const reply = await ask("Look", { headers: { "grpc-timeout": "30S" }, pieces: [bytes({})] });
    const left = Number(read(reply.body)[0]?.number);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(30_000);
  });

  test.each(["123456789m", "5", "m", "5x", "-5m", "1.5S", "5 S"])("%j is refused", async (timeout) => {
    const reply = await ask("Say", { headers: { "grpc-timeout": timeout }, pieces: [bytes({})] });
    expect(statusOf(reply)).toBe(Code.InvalidArgument);
  });
});

describe("G3 a message is a flag, four bytes of length and the rest, wherever DATA frames are cut", () => {
  test("byte by byte", async () => {
    const pieces = [...bytes({ text: "Ada" })].map((byte) => Uint8Array.of(byte));
    const reply = await ask("Say", { pieces });
    expect([statusOf(reply), read(reply.body)]).toEqual([0, [{ text: "Ada" }]]);
  });

  test("three messages in two frames", async () => {
    const all = Buffer.concat([bytes({ text: "a" }), bytes({ text: "b" }), bytes({ text: "c" })]);
    const reply = await ask("Collect", { pieces: [all.subarray(0, 11), all.subarray(11)] });
    expect(read(reply.body)).toEqual([{ text: "abc", number: "3" }]);
  });

  test("a flag of 1 is a compressed message", async () => {
    const headers = { "grpc-encoding": "gzip" };
    const reply = await ask("Say", {
      headers,
      pieces: [envelope(gzipSync(note().write({ text: "zip" })), 1)],
    });
    expect(read(reply.body)).toEqual([{ text: "zip" }]);
  });

  test("a message that is cut short is no message", async () => {
    const reply = await ask("Say", { pieces: [bytes({ text: "Ada" }).subarray(0, 7)] });
    expect(statusOf(reply)).not.toBe(0);
    expect(reply.body).toHaveLength(0);
  });
});

test("G7 none or two messages of a unary call are UNIMPLEMENTED", async () => {
  for (const pieces of [[], [bytes({}), bytes({})]]) {
    expect(statusOf(await ask("Say", { pieces }))).toBe(Code.Unimplemented);
  }
});

test("G8 a compressed flag without grpc-encoding is INTERNAL", async () => {
  const reply = await ask("Say", { pieces: [envelope(gzipSync("x"), 1)] });
  expect(statusOf(reply)).toBe(Code.Internal);
});

test("G9, K7 an unsupported grpc-encoding is UNIMPLEMENTED, with grpc-accept-encoding", async () => {
  const reply = await ask("Say", { headers: { "grpc-encoding": "snappy" }, pieces: [envelope("x", 1)] });
  expect(statusOf(reply)).toBe(Code.Unimplemented);
  const accepted = { ...reply.headers, ...reply.trailers }["grpc-accept-encoding"];
  expect(String(accepted).split(/, ?/)).toEqual(["gzip", "br"]);
});

describe("G10, K6 an unknown service or method is UNIMPLEMENTED and hears what there is", () => {
  test.each(["/wire.v1.Nobody/Say", "/wire.v1.Wire/Shout", "/wire.v1.Wire/say", "/"])(
    "gRPC: %s",
    async (path) => {
      const reply = await askHttp2(site.port, {
        path,
        headers: { "x-deployment": site.id },
        pieces: [bytes({})],
      });
      expect(reply.headers).toMatchObject({ ":status": 200, "grpc-status": "12" });
      expect(reply.headers["grpc-message"]).toContain("wire.v1.Wire");
    },
  );

  test.each([
    ["application/json", 404],
    ["application/proto", 404],
    ["application/connect+json", 200],
    ["application/grpc-web+proto", 200],
  ])("%s", async (type, status) => {
    const reply = await askHttp2(site.port, {
      path: `/d/${site.id}/wire.v1.Nobody/Say`,
      headers: { "content-type": type },
      pieces: [bytes({})],
    });
    expect(reply.headers[":status"]).toBe(status);
    expect(reply.body.toString("latin1")).toMatch(/"code":"unimplemented"|grpc-status: 12\r\n/);
  });
});
