import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askAtEnd } from "./ask-at-end.ts";

const server = createServer();
let waiting: ((call: Call) => void)[] = [];
type Call = { readonly request: IncomingMessage; readonly response: ServerResponse };

beforeAll(async () => {
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on("clientError", (_error, socket) => socket.destroy());
  server.on("request", (request, response) => {
    askAtEnd(request, response);
    waiting.shift()?.({ request, response });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** The server's side of the next request. */
function nextCall(): Promise<Call> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve];
  });
}

const asking = "POST /d/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}";

/** A socket that reads on after its own end, and what it has read. */
async function open(): Promise<{ socket: Socket; text: () => string; until(has: RegExp): Promise<void> }> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let text = "";
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString("latin1");
  });
  await once(socket, "connect");
  const until = async (has: RegExp) => {
    while (!has.test(text)) await once(socket, "data");
  };
  return { socket, text: () => text, until };
}

test("a caller that only stopped writing gets one ordinary reply, however often it was asked", async () => {
  const call = nextCall();
  const { socket, text, until } = await open();
  socket.end(asking);
  const { response } = await call;
  // Two bytes have come before there is a reply: it was asked twice, and stays.
  await until(/^HT/);
  response.writeHead(200, { "content-type": "text/plain", connection: "close" });
  response.end("late");
  await once(socket, "end");
  socket.end();
  expect(text()).toMatch(/^HTTP\/1\.1 200 OK\r\ncontent-type: text\/plain\r\n/);
  expect(text()).toMatch(/\r\n\r\n4\r\nlate\r\n0\r\n\r\n$|\r\n\r\nlate$/);
});

test("a caller on HTTP/1.0 that only stopped writing gets its reply too", async () => {
  const call = nextCall();
  const { socket, text, until } = await open();
  socket.end("POST /d/x HTTP/1.0\r\nContent-Length: 2\r\n\r\n{}");
  const { response } = await call;
  await until(/^H/);
  response.end("late");
  await once(socket, "end");
  socket.end();
  expect(text()).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(text()).toMatch(/\r\n\r\nlate$/);
});

test("a stream to a caller that only stopped writing goes on, its chunks as they were", async () => {
  const call = nextCall();
  const { socket, text, until } = await open();
  socket.write(asking);
  const { response } = await call;
  response.write("first");
  await until(/5\r\nfirst\r\n/);
  socket.end();
  await until(/first\r\n00/);
  response.write("second");
  response.end();
  await once(socket, "end");
  socket.end();
  expect(text()).toMatch(/\r\n\r\n5\r\nfirst\r\n0+6\r\nsecond\r\n0+\r\n\r\n$/);
});

test("a head that was decided but not sent goes before the question", async () => {
  const call = nextCall();
  const { socket, text, until } = await open();
  socket.write(asking);
  const { response } = await call;
  response.writeHead(200, { "content-type": "text/plain", connection: "close" });
  socket.end();
  await until(/\r\n\r\n0/);
  response.end("only");
  await once(socket, "end");
  socket.end();
  expect(text()).toMatch(
    /^HTTP\/1\.1 200 OK\r\ncontent-type: text\/plain\r\n[\s\S]*\r\n\r\n0+4\r\nonly\r\n0+\r\n\r\n$/,
  );
});

test("two calls sent at once before the end are both answered, in order", async () => {
  const [first, second] = [nextCall(), nextCall()];
  const { socket, text, until } = await open();
  socket.end(asking + asking);
  const [one, two] = [await first, await second];
  await until(/^HT/);
  two.response.end("two");
  one.response.end("one");
  await once(socket, "end");
  socket.end();
  expect(text()).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\none/);
  expect(text()).toMatch(/oneHTTP\/1\.1 200 OK\r\n[\s\S]*\r\n\r\ntwo$/);
});

test("the call of a caller that closed its socket ends without anything being written to it", async () => {
  const call = nextCall();
  const { socket } = await open();
  socket.write(asking);
  const { response } = await call;
  socket.destroy();
  await once(response, "close");
  expect(response.writableFinished).toBe(false);
  expect(response.headersSent).toBe(false);
});

test("so does a stream that was under way and says nothing more", async () => {
  const call = nextCall();
  const { socket, until } = await open();
  socket.write(asking);
  const { response } = await call;
  response.write("first");
  await until(/first/);
  socket.destroy();
  await once(response, "close");
  expect(response.writableFinished).toBe(false);
});

test("so does a call whose fetch was aborted", async () => {
  const call = nextCall();
  const { port } = server.address() as AddressInfo;
  const stop = new AbortController();
  const fetched = fetch(`http://127.0.0.1:${port}/d/x`, { method: "POST", body: "{}", signal: stop.signal });
  const { response } = await call;
  stop.abort();
  await expect(fetched).rejects.toThrow();
  await once(response, "close");
  expect(response.writableFinished).toBe(false);
});
