import { once } from "node:events";
import { createServer as createHttp1Server } from "node:http";
import {
  connect as connectHttp2,
  createServer as createHttp2Server,
  type ServerHttp2Session,
} from "node:http2";
import { type AddressInfo, connect, createServer, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import { BoundedMemory } from "./bounded-memory.ts";
import { TappedSocket } from "./tapped-socket.ts";
import { Taps } from "./taps.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server with taps before it, as the port has them, on one connection at a time. */
async function open(kind: "http1" | "http2") {
  const memory = new BoundedMemory(1_000_000);
  const taps = new Taps({ maxBytesPerCall: 100_000, memory, visitorOf: () => "a", nowUs: () => 1 });
  const sockets: Socket[] = [];
  const carriers: Duplex[] = [];
  const sessions: ServerHttp2Session[] = [];
  const http1 = createHttp1Server((request, response) => {
    taps.request(request);
    request.resume().on("end", () => response.end("answer"));
  });
  const http2 = createHttp2Server();
  http2.on("session", (session) => {
    sessions.push(session);
    taps.session(session, carriers.at(-1));
  });
  http2.on("stream", (stream, _headers, _flags, rawHeaders) => {
    taps.stream(stream, rawHeaders);
    stream.respond({ ":status": 200 });
    stream.resume().on("end", () => stream.end("answer"));
  });
  const door = createServer({ noDelay: true, allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    if (kind === "http1") {
      http1.emit("connection", socket);
      taps.http1(socket);
      return;
    }
    const carrier = taps.http2(socket);
    carriers.push(carrier);
    http2.emit("connection", carrier);
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    door.close();
  });
  const { port } = door.address() as AddressInfo;
  return { taps, memory, sockets, carriers, sessions, port };
}

async function askHttp1(port: number): Promise<string> {
  const client = connect(port, "127.0.0.1");
  client.write("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nask");
  let reply = "";
  for await (const chunk of client) reply += chunk;
  return reply;
}

async function askHttp2(port: number): Promise<string> {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  const stream = session.request({ ":method": "POST" });
  stream.end("ask");
  let reply = "";
  for await (const chunk of stream) reply += chunk;
  session.close();
  return reply;
}

/** Node remembers it; the kernel is asked once. */
function hasNoDelay(socket: Socket | undefined): unknown {
  const symbol = Object.getOwnPropertySymbols(socket ?? {}).find(
    ({ description }) => description === "kSetNoDelay",
  );
  return symbol === undefined ? "Node has no such mark any more" : Reflect.get(socket ?? {}, symbol);
}

describe("while nobody is watched", () => {
  test("an HTTP/2 server gets the socket itself", async () => {
    const { carriers, sockets, port, memory } = await open("http2");
    expect(await askHttp2(port)).toBe("answer");
    expect(carriers[0]).toBe(sockets[0]);
    expect(memory.bytes).toBe(0);
  });

  test("an HTTP/1.1 server reads past JavaScript, and nothing is put in the way of what it writes", async () => {
    const { sockets, port } = await open("http1");
    expect(await askHttp1(port)).toContain("answer");
    const [socket] = sockets;
    expect(socket?.listenerCount("data")).toBe(1);
    expect(Object.hasOwn(socket ?? {}, "_write")).toBe(false);
  });
});

describe("while somebody is watched", () => {
  test("sockets keep TCP_NODELAY: Nagle's algorithm would add 40 ms to every call of gRPC", async () => {
    for (const kind of ["http1", "http2"] as const) {
      const { taps, sockets, port } = await open(kind);
      taps.watch("a");
      expect(await (kind === "http1" ? askHttp1(port) : askHttp2(port))).toContain("answer");
      expect(hasNoDelay(sockets[0])).toBe(true);
    }
  });

  test("a session knows who is there as it would without a tap", async () => {
    const { taps, carriers, sessions, port } = await open("http2");
    taps.watch("a");
    await askHttp2(port);
    expect(carriers[0]).toBeInstanceOf(TappedSocket);
    expect(sessions[0]?.socket.remoteAddress).toBe("127.0.0.1");
    expect(sessions[0]?.encrypted).toBe(false);
  });

  test("closing either end closes both, and all memory comes back", async () => {
    const { taps, carriers, sockets, memory, port } = await open("http2");
    taps.watch("a");
    await askHttp2(port);
    await expect.poll(() => [carriers[0]?.destroyed, sockets[0]?.destroyed]).toEqual([true, true]);
    const client = connect(port, "127.0.0.1");
    await once(client, "connect");
    const gone = new Promise((resolve) => client.on("error", () => {}).once("close", resolve));
    client.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0");
    await expect.poll(() => carriers.length).toBe(2);
    carriers[1]?.destroy();
    await gone;
    await expect.poll(() => memory.bytes).toBe(0);
  });

  test("an HTTP/1.1 connection is left as it was when the watch is over", async () => {
    const { taps, sockets, memory, port } = await open("http1");
    taps.watch("a");
    const client = connect(port, "127.0.0.1");
    const ask = async () => {
      client.write("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nask");
      let reply = "";
      while (!reply.endsWith("answer")) reply += (await once(client, "data"))[0];
    };
    await ask();
    const own = Socket.prototype._write;
    expect(sockets[0]?._write).not.toBe(own);
    taps.unwatch("a");
    expect(sockets[0]?._write).toBe(own);
    await ask();
    taps.watch("a");
    await ask();
    expect(sockets[0]?._write).not.toBe(own);
    client.destroy();
    await expect.poll(() => memory.bytes).toBe(0);
  });
});
