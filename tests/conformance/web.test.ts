import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { envelope, openEnvelopes } from "./envelopes.ts";
import { askHttp1 } from "./http1.ts";
import { askHttp2 } from "./http2.ts";
import { codecOf, type Note, openSite, type Site } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
}, 60_000);
afterAll(() => site?.stop());

const note = () => codecOf(site.service.method.say?.input ?? expect.unreachable());
const ask = (method: string, message: Note, headers: Record<string, string> = {}) =>
  askHttp1(site.url + site.prefixed(method), {
    headers: { "content-type": "application/grpc-web+proto", ...headers },
    body: envelope(note().write(message)),
  });
const trailerFlag = 0x80;

describe("W1 gRPC-Web is served on any HTTP version", () => {
  test.each(["application/grpc-web", "application/grpc-web+proto"])("HTTP/1.1, %s", async (type) => {
    const reply = await ask("Say", { text: "Ada" }, { "content-type": type });
    expect(reply.status).toBe(200);
    expect(reply.headers["content-type"]).toMatch(/^application\/grpc-web(?:\+proto)?$/);
    expect(note().read(openEnvelopes(reply.body)[0]?.data ?? Buffer.alloc(0))).toEqual({ text: "Ada" });
  });

  test("HTTP/1.1, application/grpc-web+json", async () => {
    const reply = await askHttp1(site.url + site.prefixed("Say"), {
      headers: { "content-type": "application/grpc-web+json" },
      body: envelope('{"text":"Ada"}'),
    });
    expect(openEnvelopes(reply.body)[0]?.data.toString()).toBe('{"text":"Ada"}');
  });

  test("HTTP/2", async () => {
    const reply = await askHttp2(site.port, {
      path: site.prefixed("Say"),
      headers: { "content-type": "application/grpc-web+proto" },
      pieces: [envelope(note().write({ text: "Ada" }))],
    });
    expect(openEnvelopes(reply.body).map(({ flags }) => flags)).toEqual([0, trailerFlag]);
    expect(reply.trailers).toEqual({});
  });
});

describe("W2 trailers are the last frame of the body, byte-exact", () => {
  test("after success: grpc-status: 0 and CRLF, no blank line", async () => {
    const { body } = await ask("Say", { text: "Ada" });
    const ending = Buffer.concat([Buffer.of(trailerFlag, 0, 0, 0, 16), Buffer.from("grpc-status: 0\r\n")]);
    expect(body.subarray(-21)).toEqual(ending);
  });

  test("after a failure: lower-case keys, one line each", async () => {
    const { body } = await ask("Count", { number: "1", text: "100% gone" });
    const last = openEnvelopes(body).at(-1);
    expect(last?.flags).toBe(trailerFlag);
    const lines = last?.data.toString("latin1").split("\r\n") ?? [];
    expect(lines.at(-1)).toBe("");
    for (const line of lines.slice(0, -1)) expect(line).toMatch(/^[a-z][a-z0-9-]*: \S/);
    expect(lines).toContain("grpc-status: 15");
    const [, message = ""] = lines.find((line) => line.startsWith("grpc-message"))?.split(": ") ?? [];
    expect(decodeURIComponent(message)).toBe("100% gone");
  });
});

test("W3 a status may come in the headers, so every reply lets pages read it there", async () => {
  for (const method of ["Say", "Fail", "Shout"]) {
    const { headers } = await ask(method, { number: "5" }, { origin: "https://page.example" });
    const exposed = String(headers["access-control-expose-headers"]).toLowerCase().split(", ");
    const names = ["grpc-status", "grpc-message", "grpc-status-details-bin"];
    expect([headers["access-control-allow-origin"], exposed]).toEqual(["*", expect.arrayContaining(names)]);
  }
});

describe("W4, K8 application/grpc-web-text is gRPC-Web in base64", () => {
  const text = (method: string, message: Note, cut: (base64: string) => string = (base64) => base64) =>
    askHttp1(site.url + site.prefixed(method), {
      headers: { "content-type": "application/grpc-web-text", accept: "application/grpc-web-text" },
      body: cut(envelope(note().write(message)).toString("base64")),
    });
  /** Pieces may be padded one by one, so that a stream can leave piece by piece. */
  const decode = (body: Buffer) =>
    Buffer.concat(
      (body.toString("latin1").match(/[A-Za-z0-9+/]+={0,2}/g) ?? []).map((piece) =>
        Buffer.from(piece, "base64"),
      ),
    );

  test("a unary call", async () => {
    const reply = await text("Say", { text: "Ada 茶" });
    expect([reply.status, reply.headers["content-type"]]).toEqual([
      200,
      expect.stringMatching(/^application\/grpc-web-text/),
    ]);
    const [message, ending] = openEnvelopes(decode(reply.body));
    expect(note().read(message?.data ?? Buffer.alloc(0))).toEqual({ text: "Ada 茶" });
    expect([ending?.flags, ending?.data.toString()]).toEqual([trailerFlag, "grpc-status: 0\r\n"]);
  });

  test("a stream", async () => {
    const sent = openEnvelopes(decode((await text("Count", { number: "3" })).body));
    expect(sent.map(({ flags }) => flags)).toEqual([0, 0, 0, trailerFlag]);
  });

  test("what is no base64 is an error, and never the server's fault", async () => {
    const reply = await text("Say", {}, () => "!not base64!");
    expect([200, 400]).toContain(reply.status);
    expect(decode(reply.body).toString("latin1")).not.toContain("grpc-status: 0");
  });
});
