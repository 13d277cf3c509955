import { once } from "node:events";
import { connect as connectHttp2, createServer, type ServerHttp2Stream } from "node:http2";
import { type AddressInfo, connect, createServer as createNetServer } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askSessionsAtEnd } from "./ask-session-at-end.ts";

const http2Server = createServer();
// As in the front door: sockets that may be half open.
const door = createNetServer({ allowHalfOpen: true }, (socket) => {
  socket.on("error", () => socket.destroy());
  http2Server.emit("connection", socket);
});
let port: number;

beforeAll(async () => {
  askSessionsAtEnd(http2Server);
  http2Server.on("session", (session) => session.on("error", () => session.destroy()));
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  port = (door.address() as AddressInfo).port;
});
afterAll(() => void door.close());

function nextStream(): Promise<ServerHttp2Stream> {
  return new Promise((resolve) => {
    http2Server.once("stream", (stream) => {
      stream.on("error", () => {});
      resolve(stream);
    });
  });
}

/** All that a client sends until it waits for the reply. */
async function bytesOfRequest(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const ear = createNetServer((socket) => {
    socket.on("error", () => {});
    socket.on("data", (chunk) => chunks.push(chunk));
  });
  ear.listen(0, "127.0.0.1");
  await once(ear, "listening");
  const session = connectHttp2(`http://127.0.0.1:${(ear.address() as AddressInfo).port}`);
  session.on("error", () => {});
  const stream = session.request({ ":method": "POST", ":path": "/d/x" });
  stream.on("error", () => {});
  stream.end("asked");
  while (!Buffer.concat(chunks).includes("asked")) await new Promise((resolve) => setTimeout(resolve, 5));
  session.destroy();
  ear.close();
  return Buffer.concat(chunks);
}

test("a client that ends its side after its request is answered, then the connection is closed", async () => {
  const request = await bytesOfRequest();
  const called = nextStream();
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const received: Buffer[] = [];
  socket.on("data", (chunk) => received.push(chunk));
  socket.end(request);
  const stream = await called;
  // The goodbye of the session: the server has seen the end, and asked.
  const goAway = Buffer.from([0x07, 0, 0, 0, 0, 0]);
  while (!Buffer.concat(received).includes(goAway)) await once(socket, "data");
  stream.respond({ ":status": 200 });
  stream.end("said late");
  await once(socket, "end");
  socket.end();
  expect(Buffer.concat(received).includes("said late")).toBe(true);
});

test("a call of a client that is gone is over, though nothing is written to it", async () => {
  const called = nextStream();
  const socket = connect({ port, host: "127.0.0.1" });
  const session = connectHttp2(`http://127.0.0.1:${port}`, { createConnection: () => socket });
  session.on("error", () => {});
  const request = session.request({ ":method": "POST", ":path": "/d/x" });
  request.on("error", () => {});
  request.end("asked");
  const stream = await called;
  const closed = new Promise((resolve) => stream.once("close", resolve));
  socket.destroy();
  await closed;
  expect(stream.headersSent).toBe(false);
});

test("a connection that ends without a call under way is closed", async () => {
  const opened = once(http2Server, "session");
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  session.on("error", () => {});
  const [known] = await opened;
  await once(session, "connect");
  session.socket.destroySoon();
  if (!known.closed) await once(known, "close");
  expect(known.closed).toBe(true);
});
