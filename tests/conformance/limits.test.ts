import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { envelope, openEnvelopes } from "./envelopes.ts";
import { askHttp1, jsonOf } from "./http1.ts";
import { askHttp2 } from "./http2.ts";
import { codecOf, type Note, openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.stop());

const note = () => codecOf(site.service.method.say?.input ?? expect.unreachable());
const grpc = (method: string, pieces: readonly Uint8Array[]) =>
  askHttp2(site.port, { path: site.plain(method), headers: { "x-deployment": site.id }, pieces });
const connect = (method: string, message: Note) =>
  askHttp1(site.url + site.prefixed(method), {
    headers: { "content-type": "application/json" },
    body: JSON.stringify(message),
  });
const tooMuch = String(Code.ResourceExhausted);
const five = 5_000_000;

test("K9 the limit is gRPC's own default, 4 MiB", () => {
  expect(defaultLimits.maxMessageBytes).toBe(4_194_304);
});

describe("K9 a message of 5 MB is RESOURCE_EXHAUSTED", () => {
  test("on the way in, over gRPC and Connect", async () => {
    const text = "x".repeat(five);
    expect((await grpc("Say", [envelope(note().write({ text }))])).headers["grpc-status"]).toBe(tooMuch);
    const reply = await connect("Say", { text });
    expect([reply.status, jsonOf(reply).code]).toEqual([429, "resource_exhausted"]);
  });

  test("on the way out, over gRPC and Connect", async () => {
    const number = String(five);
    const reply = await grpc("Grow", [envelope(note().write({ number }))]);
    expect({ ...reply.headers, ...reply.trailers }["grpc-status"]).toBe(tooMuch);
    expect(reply.body.length).toBe(0);
    expect(jsonOf(await connect("Grow", { number })).code).toBe("resource_exhausted");
  });

  test("and one of 4 MB passes both ways", async () => {
    const reply = await grpc("Say", [envelope(note().write({ text: "x".repeat(4_000_000) }))]);
    expect(note().read(openEnvelopes(reply.body)[0]?.data ?? Buffer.alloc(0)).text).toHaveLength(4_000_000);
  });
});

test("K9 a length of 4 GiB followed by five bytes is refused by its length alone", async () => {
  const lie = Buffer.from([0, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5]);
  for (const method of ["Say", "Collect", "Chat"]) {
    const reply = await grpc(method, [lie]);
    expect({ ...reply.headers, ...reply.trailers }["grpc-status"]).toBe(tooMuch);
  }
});

test("K11 application/grpc over HTTP/1.1 is 505, with a sentence", async () => {
  const reply = await askHttp1(site.url + site.prefixed("Say"), {
    headers: { "content-type": "application/grpc" },
    body: envelope(note().write({})),
  });
  expect(reply.status).toBe(505);
  expect(jsonOf(reply).message).toContain("HTTP/2");
});
