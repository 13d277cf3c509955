import { once } from "node:events";
import {
  type ClientHttp2Stream,
  connect,
  constants,
  createServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import { type Duplex, duplexPair } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Reply } from "./error-reply.ts";
import { Http2Caller } from "./http2-caller.ts";

/** Longer than anybody may go on sending behind a reply. */
const longMs = 60_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const ok: [string, string][] = [["grpc-status", "0"]];
const refused: [string, string][] = [["grpc-status", "12"]];

test.each<[string, Pick<Reply, "body" | "trailers">, string]>([
  ["a refusal without a body", { body: null, trailers: refused }, "0 bytes, status 12"],
  ["a message and its trailers", { body: Buffer.alloc(100), trailers: ok }, "100 bytes, status 0"],
  ["more than the windows hold", { body: Buffer.alloc(200_000), trailers: ok }, "200000 bytes, status 0"],
])("a caller who still sends gets all of %s, and is reset afterwards", async (_, reply, all) => {
  const { stream, asked, gate } = await openHeldConnection();
  let bytes = 0;
  let status: unknown;
  const hear = (headers: IncomingHttpHeaders) => {
    status ??= headers["grpc-status"];
  };
  stream.on("response", hear);
  stream.on("trailers", hear);
  stream.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  const caller = new Http2Caller(...asked);
  caller.listen({ bodyChunk() {}, bodyEnd() {}, drained() {}, gone() {} });
  // As over TLS, or where the caller is slow to read: the reply has to wait for this write.
  gate.hold();
  asked[0].session?.ping(() => {});
  await turns();
  caller.reply({ status: 200, headers: [], ...reply });
  await turns();
  vi.advanceTimersByTime(longMs);
  gate.release();
  await vi.waitFor(() => expect(`${bytes} bytes, status ${status}`).toBe(all));
  vi.advanceTimersByTime(longMs);
  await vi.waitUntil(() => stream.closed);
  expect(stream.rstCode).toBe(constants.NGHTTP2_NO_ERROR);
});

/** A request without an end, on a connection in memory whose server writes when the gate is open. */
async function openHeldConnection() {
  const [near, far] = duplexPair();
  const gate = holdWrites(near);
  const server = createServer();
  const entered = once(server, "stream") as Promise<[ServerHttp2Stream, IncomingHttpHeaders]>;
  server.emit("connection", near);
  const session = connect("http://caller", { createConnection: () => far });
  session.on("error", () => {});
  const stream: ClientHttp2Stream = session.request({ ":method": "POST", ":path": "/a.B/C" });
  stream.on("error", () => {});
  stream.write("the first of many");
  const [asked, headers] = await entered;
  return { stream, gate, asked: [asked, headers] as const };
}

function holdWrites(socket: Duplex) {
  const write = socket._write.bind(socket);
  let waiting: (() => void)[] | null = null;
  socket._write = (chunk, encoding, done) => {
    if (waiting === null) write(chunk, encoding, done);
    else waiting.push(() => write(chunk, encoding, done));
  };
  return {
    hold() {
      waiting = [];
    },
    release() {
      const held = waiting ?? [];
      waiting = null;
      for (const go of held) go();
    },
  };
}

/** What is to happen at once has happened. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
