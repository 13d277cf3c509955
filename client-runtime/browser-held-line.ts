import { create } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import type { HeldAnswer, HeldLine, HeldOutcome } from "./held-line.ts";
import { type HeldNews, type HeldOrder, type HeldStart, heldLayout, heldStates } from "./held-memory.ts";
import type { RunClock } from "./run-clock.ts";
import type { Lease, Spread } from "./spread.ts";
import type { UnaryCall } from "./unary-call.ts";

/** The helper's bundle as text, put here by the asset build. */
declare const HELD_SOURCE: string;

/** Starts the helper and resolves when it can be talked to: a thread that is stopped starts no other. It ends with its worker. */
export function startHeldWorker(origin: string): Promise<Worker> {
  const url = URL.createObjectURL(new Blob([HELD_SOURCE], { type: "text/javascript" }));
  const worker = new Worker(url);
  const start: HeldStart = { origin };
  worker.postMessage(start);
  return new Promise((resolve, reject) => {
    worker.onerror = () => reject(new Error("the helper of held calls did not start"));
    worker.onmessage = ({ data }: MessageEvent<HeldNews>) => {
      if (data.kind !== "ready") return;
      URL.revokeObjectURL(url);
      resolve(worker);
    };
  });
}

/** Calls that a helper makes. `helper` is null where threads may share no memory, and a call says so. */
export function createBrowserHeldLine(
  helper: Worker | null,
  { spread, clock }: { readonly spread: Spread; readonly clock: RunClock },
): HeldLine {
  const waiting = new Map<number, () => void>();
  const there = new Set<number>();
  const leases = new Map<number, Lease>();
  let lastId = 0;
  helper?.addEventListener("message", ({ data }: MessageEvent<HeldNews>) => {
    if (data.kind !== "there") return;
    leases.get(data.id)?.release();
    leases.delete(data.id);
    const run = waiting.get(data.id);
    waiting.delete(data.id);
    if (run === undefined) there.add(data.id);
    else run();
  });
  return {
    start(call) {
      if (helper === null) throw notIsolated();
      const id = ++lastId;
      const lease = spread.take();
      leases.set(id, lease);
      const memory = allocate();
      const { headers, body, timeoutMs } = call;
      const url = call.attempt.sending(`${lease.baseUrl}${call.path}`);
      const order: HeldOrder = { id, url, headers: [...headers], body, timeoutMs, memory };
      helper.postMessage(order);
      const onThere = (run: () => void) => {
        if (there.delete(id)) queueMicrotask(run);
        else waiting.set(id, run);
      };
      return toAnswer(memory, call, clock, onThere);
    },
  };
}

function toAnswer(
  memory: SharedArrayBuffer,
  call: UnaryCall,
  clock: RunClock,
  onThere: HeldAnswer["onThere"],
): HeldAnswer {
  const words = new Int32Array(memory, 0, 4);
  const stamps = new Float64Array(memory, 0, 4);
  const toUs = (ms: number | undefined) => Math.max(0, clock.toUs((ms ?? 0) - performance.timeOrigin));
  return {
    isThere: () => Atomics.load(words, heldLayout.state) !== heldStates.waiting,
    wait: () => void Atomics.wait(words, heldLayout.state, heldStates.waiting),
    onThere,
    take() {
      call.attempt.onWire(toUs(stamps[heldLayout.sentMs]), toUs(stamps[heldLayout.receivedMs]));
      return toOutcome(memory, words);
    },
  };
}

function toOutcome(memory: SharedArrayBuffer, words: Int32Array): HeldOutcome {
  const { state, status, headBytes, bodyBytes, dataAt } = heldLayout;
  switch (words[state]) {
    case heldStates.late:
      return failed("the operation timed out", Code.DeadlineExceeded);
    case heldStates.lost:
      return failed("Failed to reach the server", Code.Unavailable);
    case heldStates.tooLong:
      return failed("The answer is longer than a message may be.", Code.ResourceExhausted);
  }
  const bodyAt = dataAt + (words[headBytes] ?? 0);
  const all = new Uint8Array(memory);
  // Decoders refuse shared memory.
  const head = new TextDecoder().decode(Uint8Array.from(all.subarray(dataAt, bodyAt)));
  const header = new Headers(JSON.parse(head) as [string, string][]);
  const body = Uint8Array.from(all.subarray(bodyAt, bodyAt + (words[bodyBytes] ?? 0)));
  return { kind: "answered", exchange: { status: words[status] ?? 0, header, body } };
}

function failed(sentence: string, code: Code): HeldOutcome {
  return { kind: "failed", error: new ConnectError(sentence, code) };
}

/** Memory that grows with the answer where the browser has it; otherwise longer answers have no room. */
function allocate(): SharedArrayBuffer {
  const { firstBytes, mostBytes } = heldLayout;
  if (!("grow" in SharedArrayBuffer.prototype)) return new SharedArrayBuffer(16 * firstBytes);
  const Growing = SharedArrayBuffer as unknown as new (
    bytes: number,
    options: { maxByteLength: number },
  ) => SharedArrayBuffer;
  return new Growing(firstBytes, { maxByteLength: mostBytes });
}

function notIsolated(): ConnectError {
  const value = create(ErrorInfoSchema, { reason: "HANDLES_NEED_ISOLATION", domain: "playground.v1" });
  return new ConnectError(
    "A handle needs threads that share memory, which this browser keeps from this page; run the experiment in the backend.",
    Code.FailedPrecondition,
    undefined,
    [{ desc: ErrorInfoSchema, value }],
  );
}
