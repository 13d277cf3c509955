import { describe, expect, test } from "vitest";
import { createRandom, type Random } from "#lib/random.ts";
import { type Frame, FrameSplitter } from "./frame-splitter.ts";
import { Http1Splitter } from "./http1-splitter.ts";

function cut(bytes: Buffer, random: Random): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const to = Math.min(bytes.length, at + random.whole(1, 30));
    pieces.push(bytes.subarray(at, to));
    at = to;
  }
  return pieces;
}

function split(direction: "request" | "response", pieces: readonly Buffer[], verbs: readonly string[] = []) {
  const messages: string[] = [];
  const over: string[] = [];
  let lost = false;
  const splitter = new Http1Splitter({
    direction,
    verbOf: (call) => verbs[call] ?? "POST",
    piece(call, bytes) {
      messages[call] = (messages[call] ?? "") + Buffer.from(bytes).toString("latin1");
    },
    over: (call, verb) => void over.push(`${call} ${verb}`.trim()),
    lost() {
      lost = true;
    },
  });
  for (const piece of pieces) splitter.feed(piece);
  return { messages, over, lost };
}

describe("an HTTP/1.1 connection", () => {
  const requests = [
    "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\nGET / HTTP/",
    "GET /b?c HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n00a;x=1\r\n0\r\n\r\n01234\r\n0\r\nx-last: 1\r\n\r\n",
    "\r\nHEAD /d HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
  ];

  test("is told apart into its requests, wherever the bytes are cut", () => {
    const random = createRandom(31);
    for (let count = 0; count < 100; count += 1) {
      const { messages, over, lost } = split("request", cut(Buffer.from(requests.join("")), random));
      expect(messages).toEqual(requests);
      expect(over).toEqual(["0 POST", "1 GET", "2 POST", "3 HEAD"]);
      expect(lost).toBe(false);
    }
  });

  const responses = [
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc",
    "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n",
    "HTTP/1.1 204 No Content\r\n\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n0003\r\nabc\r\n0\r\n\r\n",
    "HTTP/1.1 200 OK\r\n\r\nuntil the end\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
  ];

  test("is told apart into its responses: interim ones, to HEAD, without a body, and the last until the end", () => {
    const random = createRandom(32);
    for (let count = 0; count < 100; count += 1) {
      const { messages, over, lost } = split("response", cut(Buffer.from(responses.join("")), random), [
        "POST",
        "HEAD",
      ]);
      expect(messages).toEqual(responses);
      expect(over).toEqual(["0", "1", "2", "3"]);
      expect(lost).toBe(false);
    }
  });

  test("is given up where it is no HTTP, or becomes another protocol", () => {
    for (const bytes of ["hello\r\n\r\n", "POST / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n"])
      expect(split("request", [Buffer.from(bytes)]).lost).toBe(true);
    expect(split("response", [Buffer.from("HTTP/1.1 101 Switching Protocols\r\n\r\n")]).lost).toBe(true);
    expect(split("request", [Buffer.alloc(100_000, "a")]).lost).toBe(true);
  });

  test("never runs in circles or throws, whatever comes", () => {
    const random = createRandom(33);
    for (let count = 0; count < 300; count += 1) {
      const bytes = Buffer.from(requests.join(""));
      for (let hurt = 0; hurt < 3; hurt += 1) bytes[random.whole(0, bytes.length - 1)] = random.whole(0, 255);
      const { messages } = split(count % 2 === 0 ? "request" : "response", cut(bytes, random));
      expect(bytes.toString("latin1").startsWith(messages.join(""))).toBe(true);
    }
  });
});

describe("an HTTP/2 connection", () => {
  const frame = (type: number, stream: number, payload: Buffer) => {
    const head = Buffer.alloc(9);
    head.writeUIntBE(payload.length, 0, 3);
    head[3] = type;
    head.writeUInt32BE(stream, 5);
    return Buffer.concat([head, payload]);
  };
  const preface = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  const frames = [
    frame(4, 0, Buffer.alloc(0)),
    frame(1, 1, Buffer.from("block")),
    frame(0, 1, Buffer.alloc(300, 7)),
  ];

  test("is told apart into its frames, wherever the bytes are cut; of a payload so much is kept", () => {
    const random = createRandom(34);
    for (let count = 0; count < 100; count += 1) {
      const seen: Frame[] = [];
      const splitter = new FrameSplitter("client", 100, (one) => seen.push(one));
      for (const piece of cut(Buffer.concat([preface, ...frames]), random)) splitter.feed(piece);
      expect(seen.map(({ type, stream, omitted }) => [type, stream, omitted])).toEqual([
        [-1, 0, 0],
        [4, 0, 0],
        [1, 1, 0],
        [0, 1, 200],
      ]);
      const expected = [preface, frames[0], frames[1], frames[2]?.subarray(0, 109)].map((one) =>
        one?.toString("hex"),
      );
      expect(seen.map(({ bytes }) => Buffer.from(bytes).toString("hex"))).toEqual(expected);
    }
  });
});
