import { connect, type Socket } from "node:net";
import { median } from "./table.ts";

export type Load = {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Connections, each with one request under way. */
  readonly inFlight: number;
  readonly seconds: number;
};

export type LoadResult = {
  readonly perSecond: number;
  readonly bytesPerSecond: number;
  readonly failed: number;
  /** From a request's first byte written to its reply's last byte read. */
  readonly p50Ms: number;
};

/**
 * Closed loop over keep-alive HTTP/1.1 on raw sockets: the request's bytes are made once and replies are only
 * measured off, so that this client takes little of the two cores it shares with what it measures.
 */
export async function runLoad(load: Load): Promise<LoadResult> {
  const headers = Object.entries({
    ...load.headers,
    host: `127.0.0.1:${load.port}`,
    "content-length": load.body.length,
  });
  const head = `POST ${load.path} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const request = Buffer.concat([Buffer.from(head), load.body]);
  const state = {
    done: 0,
    failed: 0,
    bytes: 0,
    latenciesMs: [] as number[],
    until: performance.now() + load.seconds * 1000,
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: load.inFlight }, () => drive(load.port, request, state)));
  const seconds = (performance.now() - began) / 1000;
  return {
    perSecond: state.done / seconds,
    bytesPerSecond: state.bytes / seconds,
    failed: state.failed,
    p50Ms: median(state.latenciesMs),
  };
}

type LoadState = {
  done: number;
  failed: number;
  bytes: number;
  readonly latenciesMs: number[];
  readonly until: number;
};

function drive(port: number, request: Buffer, state: LoadState): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket: Socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let buffer = Buffer.alloc(0);
    let sentAt = 0;
    const send = () => {
      sentAt = performance.now();
      socket.write(request);
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("close", () => resolve());
    socket.on("data", (chunk) => {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
      const length = replyLength(buffer);
      if (length === null) return;
      state.done += 1;
      state.latenciesMs.push(performance.now() - sentAt);
      state.bytes += length;
      if (buffer[9] !== 0x32) state.failed += 1; // not 2xx
      buffer = buffer.subarray(length);
      if (performance.now() < state.until) send();
      else socket.destroy();
    });
  });
}

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("\r\n0\r\n\r\n");

/** Length of the first whole reply in the buffer, or null while it is not whole (RFC 9112, 6.3). */
function replyLength(buffer: Buffer): number | null {
  const end = buffer.indexOf(headEnd);
  if (end === -1) return null;
  const head = buffer.toString("latin1", 0, end).toLowerCase();
  const length = /\r\ncontent-length: *(\d+)/.exec(head);
  if (length !== null) {
    const total = end + 4 + Number(length[1]);
    return buffer.length >= total ? total : null;
  }
  if (!head.includes("transfer-encoding: chunked")) return end + 4;
  const last = buffer.indexOf(lastChunk, end + 2);
  return last === -1 ? null : last + lastChunk.length;
}
