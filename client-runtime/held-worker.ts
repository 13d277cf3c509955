import { type HeldNews, type HeldOrder, type HeldStart, heldLayout, heldStates } from "./held-memory.ts";
import { readServerClock } from "./server-clock.ts";

/**
 * Beside the worker with the visitor's code, which may stop its own thread: makes the requests it is asked for, and puts
 * the answers where a stopped thread sees them.
 */
const tell = (news: HeldNews) => postMessage(news);
const nowMs = () => performance.timeOrigin + performance.now();

self.addEventListener("message", ({ data }: MessageEvent<HeldOrder | HeldStart>) => {
  if ("origin" in data) void readServerClock(data.origin, 1).then(() => tell({ kind: "ready" }));
  else void answer(data).then(() => tell({ kind: "there", id: data.id }));
});

async function answer(order: HeldOrder): Promise<void> {
  const { url, headers, body, timeoutMs, memory } = order;
  const words = new Int32Array(memory, 0, 4);
  const stamps = new Float64Array(memory, 0, 4);
  stamps[heldLayout.sentMs] = nowMs();
  let state: number = heldStates.lost;
  try {
    const signal = timeoutMs !== undefined && timeoutMs > 0 ? AbortSignal.timeout(timeoutMs) : null;
    const response = await fetch(url, {
      method: "POST",
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body,
      signal,
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    stamps[heldLayout.receivedMs] = nowMs();
    const head = new TextEncoder().encode(JSON.stringify([...response.headers]));
    words[heldLayout.status] = response.status;
    state = put(memory, head, bytes) ? heldStates.whole : heldStates.tooLong;
  } catch (error) {
    stamps[heldLayout.receivedMs] = nowMs();
    const late = error instanceof DOMException && error.name === "TimeoutError";
    state = late ? heldStates.late : heldStates.lost;
  }
  Atomics.store(words, heldLayout.state, state);
  Atomics.notify(words, heldLayout.state);
}

/** False: there is no room for it. */
function put(memory: SharedArrayBuffer, head: Uint8Array, body: Uint8Array): boolean {
  const { dataAt, headBytes, bodyBytes } = heldLayout;
  const needed = dataAt + head.length + body.length;
  if (needed > memory.byteLength) {
    const growing = memory as SharedArrayBuffer & { grow?(bytes: number): void };
    if (growing.grow === undefined || needed > heldLayout.mostBytes) return false;
    growing.grow(needed);
  }
  const words = new Int32Array(memory, 0, 4);
  words[headBytes] = head.length;
  words[bodyBytes] = body.length;
  const all = new Uint8Array(memory);
  all.set(head, dataAt);
  all.set(body, dataAt + head.length);
  return true;
}
