import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelope, openEnvelopes } from "./envelopes.ts";
import { askHttp1, jsonOf } from "./http1.ts";
import { askHttp2 } from "./http2.ts";
import { openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.stop());

const type = { "content-type": "application/connect+json" };
const ask = (method: string, body: Uint8Array, headers: Record<string, string> = {}) =>
  askHttp1(site.url + site.prefixed(method), { headers: { ...type, ...headers }, body });
const count = (note: object, headers?: Record<string, string>) =>
  ask("Count", envelope(JSON.stringify(note)), headers);
const endOfStream = 2;
const compressed = 1;

describe("C14 a stream is envelopes of a flag byte and a big-endian length, and always HTTP 200", () => {
  test("the last one has bit 1 set", async () => {
    const reply = await count({ number: 2 });
    expect([reply.status, reply.headers["content-type"]]).toEqual([200, "application/connect+json"]);
    const sent = openEnvelopes(reply.body);
    expect(sent.map(({ flags }) => flags)).toEqual([0, 0, endOfStream]);
    expect(sent.slice(0, 2).map(({ data }) => JSON.parse(data.toString()))).toEqual([
      { text: "counted", number: "1" },
      { text: "counted", number: "2" },
    ]);
    expect(reply.body.subarray(-7).toString("hex")).toBe("02000000027b7d");
  });

  test("when it fails at once, too", async () => {
    const reply = await count({ number: 0, text: "gone" });
    expect(reply.status).toBe(200);
    expect(openEnvelopes(reply.body).map(({ flags }) => flags)).toEqual([endOfStream]);
  });
});

describe("C15 the end of a stream is JSON with metadata, and with error only when there is one", () => {
  const endOf = (body: Buffer) => JSON.parse(openEnvelopes(body).at(-1)?.data.toString() ?? "");

  test("after success", async () => {
    const { body } = await count({ number: 1 }, { "x-text": "read me" });
    expect(endOf(body)).toEqual({ metadata: { "x-text": ["read me"] } });
  });

  test("after a failure", async () => {
    const { body } = await count({ number: 1, text: "gone" });
    expect(endOf(body).error).toEqual({ code: "data_loss", message: "gone" });
  });
});

test("C16 a streaming content type that is not application/connect+ is 415", async () => {
  for (const wrong of ["application/json", "application/proto", "application/connect", "text/connect+json"]) {
    expect((await count({}, { "content-type": wrong })).status).toBe(415);
  }
});

describe("C17 streams name their compression in connect-content-encoding and connect-accept-encoding", () => {
  test("of the request's messages", async () => {
    const body = envelope(gzipSync(JSON.stringify({ text: "zip" })), compressed);
    const reply = await ask("Collect", body, { "connect-content-encoding": "gzip" });
    const [answer] = openEnvelopes(reply.body);
    expect(JSON.parse(answer?.data.toString() ?? "")).toEqual({ text: "zip", number: "1" });
  });

  test("of the reply's, where compressing pays", async () => {
    const text = "a".repeat(10_000);
    const reply = await ask("Collect", envelope(JSON.stringify({ text })), {
      "connect-accept-encoding": "gzip",
    });
    expect(reply.headers["connect-content-encoding"]).toBe("gzip");
    expect(reply.headers["content-encoding"]).toBeUndefined();
    const [answer] = openEnvelopes(reply.body);
    expect(answer?.flags).toBe(compressed);
    expect(JSON.parse(gunzipSync(answer?.data ?? "").toString()).text).toBe(text);
  });

  test("an unsupported one ends the stream as unimplemented", async () => {
    const reply = await count({}, { "connect-content-encoding": "snappy" });
    expect(reply.status).toBe(200);
    const [last] = openEnvelopes(reply.body);
    expect(JSON.parse(last?.data.toString() ?? "").error).toMatchObject({ code: "unimplemented" });
  });
});

test("C18 a bidirectional stream over HTTP/1.1 is 505, over HTTP/2 it runs", async () => {
  const refused = await ask("Chat", envelope("{}"));
  expect(refused.status).toBe(505);
  expect(jsonOf(refused).message).toContain("HTTP/2");
  const reply = await askHttp2(site.port, {
    path: site.prefixed("Chat"),
    headers: type,
    pieces: [envelope('{"text":"a"}'), envelope('{"text":"b"}')],
  });
  const texts = openEnvelopes(reply.body).map(({ data }) => JSON.parse(data.toString()).text);
  expect(texts).toEqual(["a", "b", undefined]);
});
