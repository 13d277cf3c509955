import { Code } from "@connectrpc/connect";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelope, openEnvelopes } from "./envelopes.ts";
import { endStream } from "./frame-tap.ts";
import { askHttp1, jsonOf } from "./http1.ts";
import { askHttp2, type Http2Request } from "./http2.ts";
import { codecOf, type Note, openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.stop());

const note = () => codecOf(site.service.method.say?.input ?? expect.unreachable());
const ask = (method: string, message: Note, headers: Http2Request["headers"] = {}) =>
  askHttp2(site.port, {
    path: site.plain(method),
    headers: { "x-deployment": site.id, ...headers },
    pieces: [envelope(note().write(message))],
  });
const typesOf = (reply: Awaited<ReturnType<typeof ask>>) =>
  reply.frames.map(({ type }) => type).filter((type) => type !== "WINDOW_UPDATE");
/** A plural of DATA frames is as good as one. */
const inOrder = (types: readonly string[]) => types.filter((type, at) => type !== types[at - 1]);

describe("G4, K2 a reply is HEADERS, DATA and trailers, or Trailers-Only", () => {
  test("of a call that went well", async () => {
    const reply = await ask("Say", { text: "Ada" });
    expect(inOrder(typesOf(reply))).toEqual(["HEADERS", "DATA", "HEADERS"]);
    expect(reply.frames.at(-1)?.flags).toBe(endStream | 0x4);
  });

  test.each(["Fail", "Count"])("of %s that failed before any message: one HEADERS frame", async (method) => {
    const reply = await ask(method, { number: method === "Fail" ? "14" : "0", text: "not now" });
    expect(typesOf(reply)).toEqual(["HEADERS"]);
    expect((reply.frames[0]?.flags ?? 0) & endStream).toBe(endStream);
    expect(reply.headers).toMatchObject({
      ":status": 200,
      "content-type": expect.stringMatching(/^application\/grpc(?:\+proto)?$/),
      "grpc-status": method === "Fail" ? "14" : "15",
      "grpc-message": "not now",
    });
  });

  test("of a stream that failed after a message", async () => {
    const reply = await ask("Count", { number: "1", text: "gone" });
    expect(inOrder(typesOf(reply))).toEqual(["HEADERS", "DATA", "HEADERS"]);
    expect(reply.trailers).toMatchObject({ "grpc-status": "15", "grpc-message": "gone" });
  });
});

test("G5 the status is in the trailers, decimal without leading zeros, even when it is OK", async () => {
  const well = await ask("Count", { number: "2" });
  expect(well.headers["grpc-status"]).toBeUndefined();
  expect(well.trailers["grpc-status"]).toBe("0");
  for (let code = 1; code <= 16; code++) {
    expect((await ask("Fail", { number: String(code), text: "x" })).headers["grpc-status"]).toBe(
      String(code),
    );
  }
});

test.each([
  ["a=b&c/d?e:f ~ #+,;@!$'()*[]", "a=b&c/d?e:f ~ #+,;@!$'()*[]"],
  ["100% sure", "100%25 sure"],
  ["tab\tline\n", "tab%09line%0A"],
  ["é 茶 😀", "%C3%A9 %E8%8C%B6 %F0%9F%98%80"],
])(
  "G6, K4 grpc-message encodes only the percent sign and what is not printable ASCII: %j",
  async (text, encoded) => {
    const reply = await ask("Fail", { number: "5", text });
    expect(reply.headers["grpc-message"]).toBe(encoded);
  },
);

describe("G11, K5 an exception of the handler is UNKNOWN, and its text is nobody's business", () => {
  test("to gRPC", async () => {
    const reply = await ask("Fail", { text: "the password is 1234" });
    expect(reply.headers).toMatchObject({ "grpc-status": "2", "grpc-message": "internal error" });
  });

  test("to Connect", async () => {
    const reply = await askHttp1(site.url + site.prefixed("Fail"), {
      headers: { "content-type": "application/json" },
      body: '{"text":"the password is 1234"}',
    });
    expect([reply.status, jsonOf(reply)]).toEqual([500, { code: "unknown", message: "internal error" }]);
  });
});

describe("G12, K3 at the deadline the caller hears so, though the handler listens to nothing", () => {
  test("over gRPC; the handler was told and ran on", async () => {
    const before = await recall();
    const reply = await ask("Rest", { number: "2500" }, { "grpc-timeout": "1S" });
    expect(reply.headers["grpc-status"]).toBe(String(Code.DeadlineExceeded));
    expect(reply.body).toHaveLength(0);
    await expect.poll(recall, { timeout: 10_000 }).toEqual([before[0] + 1, before[1] + 1]);
  });

  test("over Connect", async () => {
    const reply = await askHttp1(site.url + site.prefixed("Rest"), {
      headers: { "content-type": "application/json", "connect-timeout-ms": "100" },
      body: '{"number":"20000"}',
    });
    expect([reply.status, jsonOf(reply).code]).toEqual([504, "deadline_exceeded"]);
  });

  async function recall(): Promise<[number, number]> {
    const reply = await ask("Recall", {});
    const { text = "" } = note().read(openEnvelopes(reply.body)[0]?.data ?? Buffer.alloc(0));
    const [ignored = 0, finished = 0] = (text.match(/\d+/g) ?? []).map(Number);
    return [ignored, finished];
  }
});

test("G15 of the codes that gRPC leaves to applications, Connect-ES makes INVALID_ARGUMENT of a bad timeout only", async () => {
  expect((await ask("Say", {}, { "grpc-timeout": "soon" })).headers["grpc-status"]).toBe("3");
  const noMessage = await askHttp2(site.port, {
    path: site.plain("Say"),
    headers: { "x-deployment": site.id },
    pieces: [envelope(Uint8Array.of(0x0a, 0xff))],
  });
  expect(noMessage.headers["grpc-status"]).toBe(String(Code.Internal));
});

describe("G16 metadata comes back as it went, in headers and in trailers", () => {
  test("text, and a -bin value padded or not", async () => {
    for (const value of ["AAECAw==", "AAECAw"]) {
      const reply = await ask("Say", {}, { "x-text": "plain text; with, commas", "x-raw-bin": value });
      for (const part of [reply.headers, reply.trailers]) {
        expect(part["x-text"]).toBe("plain text; with, commas");
        expect(Buffer.from(String(part["x-raw-bin"]), "base64")).toEqual(Buffer.of(0, 1, 2, 3));
      }
    }
  });

  test("several -bin values are split at the comma", async () => {
    const { headers } = await ask("Say", {}, { "x-raw-bin": "AAE=,Ag" });
    const values = String(headers["x-raw-bin"]).split(/, ?/);
    expect(values.map((value) => [...Buffer.from(value, "base64")])).toEqual([[0, 1], [2]]);
  });

  test("grpc- names of a caller are reserved: none of them comes back as the handler's", async () => {
    const { headers, trailers } = await ask("Say", {}, { "grpc-made-up": "x" });
    expect({ ...headers, ...trailers }).not.toHaveProperty("grpc-made-up");
  });
});
