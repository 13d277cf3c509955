import { readFileSync } from "node:fs";
import ivm from "isolated-vm";
import {
  answerHeadBytes,
  kinds,
  type OpenMessage,
  pieceBytes,
  readU32,
  shared,
  writeU32,
} from "../protocol.ts";
import type { DirectSocket } from "./direct-socket.ts";
import { createExactClock } from "./exact-clock.ts";
import { createHeapLook } from "./heap-look.ts";
import { createHeldCalls } from "./held-calls.ts";
import { createHeldFunctions } from "./held-functions.ts";
import { createHostFunctions } from "./host-functions.ts";
import { loadProgram } from "./load-program.ts";
import type { Output } from "./output.ts";
import type { GuestSettings } from "./settings.ts";
import { createSharedMemory } from "./shared-memory.ts";
import { createStackReader } from "./stack-reader.ts";
import { createTurnClock } from "./turn-clock.ts";

/** The isolate as the runner's loop sees it. Every function that enters it is one turn with the full time limit. */
export type IsolateHost = {
  open(message: OpenMessage): void;
  request(exchange: number, head: string, body: Buffer, last: boolean): void;
  body(exchange: number, bytes: Buffer, last: boolean): void;
  abort(exchange: number, reason: number): void;
  credit(exchange: number, bytes: number): void;
  /** What the host says of a request that the program made itself. */
  outgoing(kind: number, id: number, payload: Buffer): void;
  timer(): void;
  resume(): void;
  /** Moves what the isolate wrote to the output. */
  collect(): void;
  timerIsDue(): boolean;
  nextTimerUs(): number;
  wantsResume(): boolean;
  nowUs(): number;
  lastTurnMs(): number;
  /** Takes a frame that belongs to a held call; false: it is no such frame. */
  hold(kind: number, id: number, payload: Buffer): boolean;
  /** `arrived` is called when the answer of a held call is there, also in the middle of a turn. */
  onArrival(arrived: (id: number) => void): void;
  /** `work` is called when something outside the loop's own turns (compression) entered the isolate. */
  onWork(work: () => void): void;
};

/** Bytes of a timer's lead that Node's millisecond clock may take: fires then count as due. */
const timerSlackUs = 500;

/** Turns that kept the thread this long are told, unless it stood still: a little work on a machine that was busy. */
const busyMs = 10;
const leastSpentMs = 2;

/** The heap is looked at after a turn, and at most this often. */
const heapEveryMs = 50;

/** So long after a call that asks for it the processor time of every turn is exact. */
const exactMs = 1_000;

/**
 * isolated-vm sets a timer for every entry and never takes it back: its thread wakes for each when it is due. On common
 * ticks they are due together, so that it wakes ten times a second and not once a call.
 */
const timeoutTickMs = 100;

/** Whole milliseconds to the first tick that is at least `ms` away. */
function createTicks(ms: number): () => number {
  let lastTick = 0;
  return () => {
    const now = performance.now();
    const tick = Math.ceil((now + ms) / timeoutTickMs) * timeoutTickMs;
    // The first of a tick must not be the latest by a fraction: isolated-vm starts a thread for a timer before all others.
    const leftMs = tick === lastTick ? Math.ceil(tick - now) : Math.floor(tick - now);
    lastTick = tick;
    return leftMs;
  };
}

export function createIsolate(settings: GuestSettings, output: Output, socket: DirectSocket): IsolateHost {
  // No `onCatastrophicError`: it would be called on this very thread, which by then sleeps for ever. Without it the
  // process ends at once.
  const isolate = new ivm.Isolate({ memoryLimit: settings.memoryMb });
  const context = isolate.createContextSync();
  const memory = createSharedMemory();
  const stacks = createStackReader();
  const turnClock = createTurnClock();
  const exactClock = createExactClock();
  const heapLook = createHeapLook(isolate);
  const nowUs = () => Number(process.hrtime.bigint()) / 1000;
  let afterWork = () => {};
  let arrived: (id: number) => void = () => {};
  let stopped = false;
  let isClient = false;
  let lastTurnMs = 0;

  const collect = (): void => {
    const length = memory.words[shared.outboxLength] ?? 0;
    if (length === 0) return;
    output.frames(memory.outbox.subarray(0, length));
    memory.words[shared.outboxLength] = 0;
  };
  const stop = (limit: "turnMs" | "memoryMb"): void => {
    stopped = true;
    collect();
    functions.logDropped();
    const reason = limit === "turnMs" ? "timeLimit" : "memoryLimit";
    output.frame(kinds.stopping, 0, JSON.stringify({ reason, limit, limitValue: settings[limit] }));
    output.flush();
  };

  const tellBusy = (tookMs: number): void => {
    const toUs = nowUs();
    output.frame(kinds.busy, 0, JSON.stringify([Math.round(toUs - tookMs * 1000), Math.round(toUs)]));
  };

  let exactUntilMs = 0;
  let heapToldMs = 0;
  /** For the exchange that caused the turn, before what the turn wrote; a client program is none. */
  const tellSpent = (spentMs: number, nowMs: number): void => {
    const exchange = memory.words[shared.turnOf] ?? 0;
    if (exchange === 0) return;
    writeU32(output.room(kinds.spent, exchange, 4), 0, Math.round(spentMs * 1000));
    const added = heapLook.added(exchange);
    if (added !== null) writeU32(output.room(kinds.added, exchange, 4), 0, Math.min(added, 2 ** 32 - 1));
    if (nowMs - heapToldMs < heapEveryMs) return;
    heapToldMs = nowMs;
    const { used_heap_size, externally_allocated_size } = isolate.getHeapStatisticsSync();
    const payload = output.room(kinds.heap, 0, 16);
    payload.writeDoubleLE(nowUs(), 0);
    payload.writeDoubleLE(used_heap_size + externally_allocated_size, 8);
  };

  /** One entry into the isolate, with its promise jobs. Throws what the visitor's code threw. */
  const enter = (run: () => unknown): unknown => {
    if (stopped) return undefined;
    const isExact = performance.now() < exactUntilMs;
    if (isExact) exactClock.begin();
    const began = performance.now();
    try {
      return run();
    } catch (error) {
      const took = performance.now() - began;
      const message = error instanceof Error ? error.message : "";
      if (isolate.isDisposed || message === "Isolate was disposed during execution due to memory limit")
        stop("memoryMb");
      else if (message === "Script execution timed out." && took >= settings.turnMs * 0.9) {
        tellBusy(took);
        stop("turnMs");
      } else throw error;
      return undefined;
    } finally {
      const nowMs = performance.now();
      lastTurnMs = nowMs - began;
      const roughMs = turnClock.spentMs(lastTurnMs, nowMs);
      const spentMs = isExact ? Math.min(lastTurnMs, exactClock.spentMs()) : roughMs;
      memory.words[shared.turnMs] = spentMs;
      if (!stopped && !isClient) tellSpent(spentMs, nowMs);
      if (lastTurnMs >= busyMs && spentMs >= leastSpentMs && !stopped) tellBusy(lastTurnMs);
    }
  };

  const held = createHeldCalls({
    ...{ output, socket, nowUs, maxBytes: settings.maxMessageBytes + pieceBytes },
    // As much beside the isolate as inside it.
    maxHeldBytes: settings.memoryMb * 1024 * 1024,
    arrived: (id) => arrived(id),
  });
  const functions = createHostFunctions({ memory, output, stacks, settings, nowUs, collect });
  const runtime = context.evalClosureSync(
    `${readFileSync(settings.runtimePath, "utf8")}\nreturn runtime.boot($0, $1, $2, $3, $4);`,
    [
      new ivm.ExternalCopy(memory.buffers.words).copyInto(),
      new ivm.ExternalCopy(memory.buffers.inbox).copyInto(),
      new ivm.ExternalCopy(memory.buffers.outbox).copyInto(),
      new ivm.ExternalCopy(memory.buffers.scratch).copyInto(),
      new ivm.ExternalCopy({
        ...functions.forIsolate,
        ...createHeldFunctions(held, settings, () => isClient),
        ...settingsForIsolate(settings),
      }).copyInto(),
    ],
    { result: { reference: true }, filename: "runtime:handler-runtime.js" },
  ) as ivm.Reference<Record<string, (...args: unknown[]) => unknown>>;
  const entry = (name: string) =>
    runtime.getSync(name, { reference: true }) as ivm.Reference<(...args: unknown[]) => unknown>;
  const entries = {
    define: entry("define"),
    start: entry("start"),
    request: entry("request"),
    body: entry("body"),
    abort: entry("abort"),
    credit: entry("credit"),
    timer: entry("timer"),
    resume: entry("resume"),
    compressed: entry("compressed"),
    answer: entry("answer"),
    answerData: entry("answerData"),
    answerEnd: entry("answerEnd"),
    answerLost: entry("answerLost"),
    dialCredit: entry("dialCredit"),
    answerHeld: entry("answerHeld"),
  };
  const untilTick = createTicks(settings.turnMs);
  const timeout = () => ({ timeout: untilTick() });
  /** A turn after loading: what it throws is a promise that nobody handled. */
  const turn = (ref: ivm.Reference<(...args: unknown[]) => unknown>, args: unknown[]): void => {
    try {
      enter(() => ref.applySync(undefined, args as never, timeout()));
    } catch (error) {
      functions.logUnhandled(error);
    }
  };
  functions.onCompressed((job, bytes, problem) => {
    const copy =
      bytes === null
        ? undefined
        : new ivm.ExternalCopy(bytes, { transferOut: true }).copyInto({ release: true, transferIn: true });
    turn(entries.compressed, [job, copy, problem]);
    afterWork();
  });

  /** Longer bodies are handed over in pieces: a piece fits the inbox. */
  const inPieces = (bytes: Buffer, last: boolean, hand: (length: number, last: boolean) => void): void => {
    let at = 0;
    do {
      const length = bytes.copy(memory.inbox, 0, at, at + pieceBytes);
      at += length;
      hand(length, last && at === bytes.length);
    } while (at < bytes.length);
  };

  return {
    open(message) {
      // A client may stop its thread at any moment: nothing of it may wait for the loop.
      isClient = message.kind === "client";
      if (isClient) output.flushNow();
      const answer = loadProgram({ message, isolate, context, entries, stacks, enter, timeout: timeout() });
      if (!stopped) output.frame(kinds.opened, 0, JSON.stringify(answer));
      collect();
      output.flush();
      afterWork();
    },
    request(exchange, head, body, last) {
      const asked = askedMeasure(head);
      if (asked === "heap") heapLook.begin(exchange);
      if (asked === "cpu") exactUntilMs = performance.now() + exactMs;
      let first = true;
      inPieces(body, last, (length, isLast) => {
        if (first) turn(entries.request, [exchange, head, length, isLast]);
        else turn(entries.body, [exchange, length, isLast]);
        first = false;
      });
    },
    body: (exchange, bytes, last) =>
      inPieces(bytes, last, (length, isLast) => turn(entries.body, [exchange, length, isLast])),
    abort: (exchange, reason) => turn(entries.abort, [exchange, reason]),
    credit: (exchange, bytes) => turn(entries.credit, [exchange, bytes]),
    outgoing(kind, id, payload) {
      switch (kind) {
        case kinds.answer: {
          const headEnd = answerHeadBytes + readU32(payload, 2);
          const head = payload.toString("latin1", answerHeadBytes, headEnd);
          turn(entries.answer, [id, payload.readUInt16LE(0), head]);
          break;
        }
        case kinds.answerData:
          inPieces(payload, false, (length) => turn(entries.answerData, [id, length]));
          break;
        case kinds.answerEnd:
          turn(entries.answerEnd, [id, payload.toString("latin1")]);
          break;
        case kinds.answerLost:
          turn(entries.answerLost, [id]);
          break;
        case kinds.held:
          turn(entries.answerHeld, [id]);
          break;
        case kinds.dialReceived:
          turn(entries.dialCredit, [id, readU32(payload, 0)]);
          break;
      }
    },
    timer: () => turn(entries.timer, []),
    resume: () => turn(entries.resume, []),
    collect,
    timerIsDue: () => (memory.words[shared.nextTimerUs] ?? 0) <= nowUs() + timerSlackUs,
    nextTimerUs: () => memory.words[shared.nextTimerUs] ?? Number.POSITIVE_INFINITY,
    wantsResume: () => memory.words[shared.resume] === 1,
    nowUs,
    lastTurnMs: () => lastTurnMs,
    hold: held.onFrame,
    onArrival(listener) {
      arrived = listener;
    },
    onWork(work) {
      afterWork = work;
    },
  };
}

/** A head is names and values in turn, each on a line of its own. */
function askedMeasure(head: string): string | null {
  return /\nx-playground-measure\n(cpu|heap)(?:\n|$)/.exec(head)?.[1] ?? null;
}

function settingsForIsolate(settings: GuestSettings) {
  const { runtimePath: _path, turnMs: _turn, memoryMb: _memory, ...offered } = settings;
  return offered;
}
