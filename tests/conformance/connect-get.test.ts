import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askHttp1, jsonOf } from "./http1.ts";
import { codecOf, openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.stop());

const get = (query: string, headers: Record<string, string> = {}, method = "Look") =>
  askHttp1(`${site.url}${site.prefixed(method)}?${query}`, { method: "GET", headers });
const message = encodeURIComponent('{"text":"Ada"}');

describe("C7 a GET carries its message in the query:", () => {
  test("parameters in any order, unknown ones among them", async () => {
    for (const query of [
      `connect=v1&encoding=json&message=${message}`,
      `message=${message}&encoding=json&connect=v1`,
      `utm=1&encoding=json&compression=identity&x=&message=${message}`,
    ]) {
      const reply = await get(query);
      expect([reply.status, jsonOf(reply)]).toEqual([200, { text: "Ada" }]);
    }
  });

  test("binary in URL-safe base64, padded or not", async () => {
    const note = codecOf(site.service.method.look?.input ?? expect.unreachable());
    // Its base64 holds both characters that the URL-safe alphabet changes.
    const text = "\u{7bf}\u{7fe}?~\u{ffff}";
    const safe = note.write({ text }).toString("base64url");
    const padded = encodeURIComponent(safe.padEnd(Math.ceil(safe.length / 4) * 4, "="));
    for (const value of [safe, padded]) {
      const reply = await get(`connect=v1&base64=1&encoding=proto&message=${value}`);
      expect([reply.status, reply.headers["content-type"]]).toEqual([200, "application/proto"]);
      expect(note.read(reply.body).text).toBe(text);
    }
  });

  test("compressed as the query says", async () => {
    const gzipped = gzipSync('{"text":"Ada"}').toString("base64url");
    const reply = await get(`encoding=json&base64=1&compression=gzip&message=${gzipped}`);
    expect([reply.status, jsonOf(reply)]).toEqual([200, { text: "Ada" }]);
  });

  test("only of a method without side effects", async () => {
    const reply = await get(`connect=v1&encoding=json&message=${message}`, {}, "Say");
    expect([reply.status, reply.headers.allow]).toEqual([405, "POST"]);
  });

  test("and never without its encoding", async () => {
    expect((await get(`message=${message}`)).status).toBe(415);
    expect((await get(`encoding=yaml&message=${message}`)).status).toBe(415);
  });
});

test("C8 a GET carries its timeout in the header connect-timeout-ms", async () => {
  const left = await get(`encoding=json&message=${message}`, { "connect-timeout-ms": "20000" });
  const { number = "0" } = jsonOf<{ number?: string }>(left);
  expect(Number(number)).toBeGreaterThan(0);
  expect(Number(number)).toBeLessThanOrEqual(20_000);
  const rest = encodeURIComponent('{"number":"20000"}');
  const late = await get(`encoding=json&message=${rest}`, { "connect-timeout-ms": "100" }, "Rest");
  expect([late.status, jsonOf(late).code]).toEqual([504, "deadline_exceeded"]);
});
