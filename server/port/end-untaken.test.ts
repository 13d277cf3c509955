import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { endUntaken } from "./end-untaken.ts";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that answers with more than any socket's buffers hold, and a client that has asked and ended its side. */
async function askAndEnd() {
  const server = createServer((_request, response) => response.end(Buffer.alloc(64 * 1024 * 1024)));
  Object.assign(server, { httpAllowHalfOpen: true });
  server.on("connection", (socket) => endUntaken(socket, 200));
  const accepted = once(server, "connection");
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const client = connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1" });
  closers.push(() => {
    client.destroy();
    server.close();
  });
  client.on("error", () => {});
  client.end("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const [socket] = await accepted;
  return { client, socket };
}

test("who has ended its side and takes nothing of the reply loses the connection", async () => {
  const { client, socket } = await askAndEnd();
  client.pause();
  await once(socket, "close");
  expect(socket.destroyed).toBe(true);
});

test("who takes the reply gets all of it", async () => {
  const { client } = await askAndEnd();
  let bytes = 0;
  client.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  await once(client, "end");
  expect(bytes).toBeGreaterThan(64 * 1024 * 1024);
});
