import type { Limits } from "#lib/limits.ts";
import { createHostExchange, type HostExchange } from "./host-exchange.ts";
import { lowerPriority } from "./lower-priority.ts";
import { createOutgoingRequests, isDialFrame } from "./outgoing-requests.ts";
import {
  createFrameBatch,
  createFrameReader,
  flags,
  kinds,
  maxFrameToHostBytes,
  type OpenedMessage,
  readU32,
  responseHeadBytes,
} from "./protocol.ts";
import { isResponseStatus, readResponseHead } from "./response-head.ts";
import { createLogReader } from "./runner-log.ts";
import type { RunnerProcess } from "./runner-process.ts";
import { readBusy, readHeap, readOpened, readStop } from "./runner-words.ts";
import type { Exchange, ExchangeRequest, ExchangeSink, Observer, Program, Stop } from "./sandbox.ts";
import { createWatchdog, type Watchdog } from "./watchdog.ts";

/** The host's side of one runner process. It believes nothing that comes from it. */
export type Runner = {
  pid(): number;
  /** Hands over the program; a Stop when the runner died of it. Once. */
  open(program: Program, observer: Observer): Promise<OpenedMessage | Stop>;
  exchange(request: ExchangeRequest, sink: ExchangeSink): Exchange;
  /** Looks after limits; every `watchMs` while a program is open. */
  watch(nowMs: number): void;
  stop(stop: Stop): void;
  readonly ready: Promise<boolean>;
  /** Resolves when it has stopped and its exchanges were failed. */
  readonly gone: Promise<Stop>;
};

const violation: Stop = { reason: "protocolViolation", limit: "", limitValue: 0 };
const crash: Stop = { reason: "crashed", limit: "", limitValue: 0 };
/** As a signal, and as bubblewrap's exit code tells it. */
const deathsOfV8: ReadonlySet<string> = new Set([
  ...["SIGABRT", "SIGTRAP", "SIGILL", "SIGSEGV"],
  ...["SIG6", "SIG5", "SIG4", "SIG11"],
]);
const markName = /^[a-z]{1,32}$/;

export function createRunner(child: RunnerProcess, limits: Limits): Runner {
  const exchanges = new Map<number, HostExchange>();
  const batch = createFrameBatch(
    (length) => Buffer.allocUnsafe(length),
    (bytes, done) => child.socket.write(bytes, done),
  );
  const readLog = createLogReader(limits);
  let lastId = 0;
  let flushing = false;
  let stopped: Stop | null = null;
  let observer: Observer | null = null;
  let watchdog: Watchdog | null = null;
  /** Until when the thread was said to be busy, µs. */
  let busyUntilUs = 0;
  /** When its heap was looked at last, µs. */
  let heapAtUs = 0;
  let opened: (message: OpenedMessage | Stop) => void = () => {};
  let becomeReady: (ready: boolean) => void = () => {};
  let goAway: (stop: Stop) => void = () => {};
  const ready = new Promise<boolean>((resolve) => (becomeReady = resolve));
  const gone = new Promise<Stop>((resolve) => (goAway = resolve));

  const flushSoon = (): void => {
    if (flushing) return;
    // A request while no other is under way is not kept waiting for company.
    if (exchanges.size === 0) {
      if (stopped === null) batch.flush();
      return;
    }
    flushing = true;
    setImmediate(() => {
      flushing = false;
      if (stopped === null) batch.flush();
    });
  };

  const outgoing = createOutgoingRequests({
    batch,
    flushSoon,
    limits,
    dialled: (request) => {
      if (observer?.dialled === undefined) request.lose();
      else observer.dialled(request);
    },
  });

  const stop = (why: Stop): void => {
    if (stopped !== null) return;
    stopped = why;
    child.kill();
    child.socket.destroy();
    watchdog?.close();
    becomeReady(false);
    for (const exchange of exchanges.values()) exchange.onStop(why);
    exchanges.clear();
    outgoing.stop();
    opened(why);
    observer?.stopped(why);
    goAway(why);
  };

  const onResponse = (exchange: HostExchange, payload: Buffer): boolean => {
    if (payload.length < responseHeadBytes) return false;
    const bits = payload[0] ?? 0;
    const status = payload.readUInt16LE(1);
    const headEnd = responseHeadBytes + readU32(payload, 3);
    const trailersEnd = headEnd + readU32(payload, 7);
    if (trailersEnd > payload.length || !isResponseStatus(status)) return false;
    const head = readResponseHead(
      payload.toString("latin1", responseHeadBytes, headEnd),
      limits.maxHeaderBytes,
    );
    if (!exchange.onHead(status, head) || !onData(exchange, payload.subarray(trailersEnd))) return false;
    if ((bits & flags.last) === 0) return true;
    return onEnd(exchange, bits, payload.toString("latin1", headEnd, trailersEnd));
  };
  const onData = (exchange: HostExchange, bytes: Buffer): boolean => {
    if (exchange.responseBytes() + bytes.length > limits.maxResponseBytes) {
      stop({ reason: "outputLimit", limit: "maxResponseBytes", limitValue: limits.maxResponseBytes });
      return true;
    }
    return exchange.onData(bytes);
  };
  const onEnd = (exchange: HostExchange, bits: number, trailers: string): boolean => {
    if (stopped !== null) return true;
    if ((bits & flags.closed) !== 0) exchanges.delete(exchange.id);
    return exchange.onEnd(readResponseHead(trailers, limits.maxHeaderBytes));
  };
  const onMark = (exchange: HostExchange, payload: Buffer): boolean => {
    const name = payload.length > 8 ? payload.toString("latin1", 8) : "";
    const atUs = payload.length > 8 ? payload.readDoubleLE(0) : Number.NaN;
    if (!markName.test(name) || Number.isNaN(atUs)) return false;
    // A stamp outside the exchange's own life would be a lie.
    exchange.onMark(
      name,
      Math.min(Math.max(atUs, exchange.startedUs), Number(process.hrtime.bigint()) / 1000),
    );
    return true;
  };

  /** False: the frame breaks the protocol. */
  const onExchangeFrame = (kind: number, id: number, payload: Buffer): boolean => {
    const exchange = exchanges.get(id);
    if (exchange === undefined) return false;
    switch (kind) {
      case kinds.response:
        return onResponse(exchange, payload);
      case kinds.data:
        return onData(exchange, payload);
      case kinds.end:
        return payload.length >= 1 && onEnd(exchange, payload[0] ?? 0, payload.toString("latin1", 1));
      case kinds.received:
        return payload.length === 4 && exchange.onReceived(readU32(payload, 0));
      case kinds.mark:
        return onMark(exchange, payload);
      case kinds.closed:
        return exchanges.delete(id);
      default:
        return false;
    }
  };

  const onRunnerFrame = (kind: number, payload: Buffer): boolean => {
    switch (kind) {
      case kinds.pong:
        return true;
      case kinds.ready:
        becomeReady(true);
        return true;
      case kinds.opened:
        opened(readOpened(payload.toString()));
        return true;
      case kinds.stopping:
        stop(readStop(payload.toString(), limits));
        return true;
      case kinds.log: {
        const line = readLog(payload.toString());
        if (line !== null) observer?.log(line);
        return line !== null;
      }
      case kinds.busy: {
        const stretch = readBusy(payload.toString(), busyUntilUs);
        if (stretch === null) return true;
        busyUntilUs = stretch.toUs;
        observer?.busy?.(stretch.fromUs, stretch.toUs);
        return true;
      }
      case kinds.heap: {
        const at = payload.length === 16 ? readHeap(payload, heapAtUs) : null;
        if (at === null) return payload.length === 16;
        heapAtUs = at.atUs;
        observer?.heap?.(at.atUs, at.bytes);
        return true;
      }
      default:
        return false;
    }
  };
  const onSpent = (id: number, payload: Buffer): boolean => {
    if (payload.length !== 4) return false;
    // No turn is longer than it may be, whoever tells it.
    observer?.spent?.(id, Math.min(readU32(payload, 0), 2 * limits.turnMs * 1000));
    return true;
  };

  const onAdded = (id: number, payload: Buffer): boolean => {
    if (payload.length !== 4) return false;
    observer?.added?.(id, readU32(payload, 0));
    return true;
  };

  const read = createFrameReader(maxFrameToHostBytes, (kind, id, bytes, start, end) => {
    if (stopped !== null) return;
    const payload = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
    const kept =
      id === 0
        ? onRunnerFrame(kind, payload)
        : kind === kinds.spent
          ? onSpent(id, payload)
          : kind === kinds.added
            ? onAdded(id, payload)
            : isDialFrame(kind)
              ? outgoing.onFrame(kind, id, payload)
              : onExchangeFrame(kind, id, payload);
    if (!kept) stop(violation);
  });

  child.socket.on("data", (chunk: Buffer) => {
    if (stopped !== null) return;
    watchdog?.heard();
    try {
      read(chunk);
    } catch {
      // Whatever a runner sends, it harms only itself.
      stop(violation);
    }
  });
  const ended = new Promise<void>((resolve) => child.socket.once("close", () => resolve()));
  void Promise.all([child.exited, ended]).then(([signal]) => stop(causeOfDeath(signal, watchdog, limits)));

  return {
    pid: child.pid,
    ready,
    gone,
    open(program, newObserver) {
      if (stopped !== null) return Promise.resolve(stopped);
      observer = newObserver;
      lowerPriority(child.pid());
      watchdog = createWatchdog({
        pid: child.pid(),
        limits,
        nowMs: performance.now(),
        ping: () => {
          batch.frame(kinds.ping, 0, 0);
          batch.flush();
        },
      });
      const text = JSON.stringify({ modules: program.modules, entry: program.entry, kind: program.kind });
      const payload = batch.frame(kinds.open, 0, Buffer.byteLength(text));
      payload.write(text);
      batch.flush();
      return new Promise((resolve) => (opened = resolve));
    },
    exchange(request, sink) {
      lastId = (lastId % 0xffff_fffe) + 1;
      const id = lastId;
      const exchange = createHostExchange({ id, request, sink, batch, flushSoon });
      if (stopped === null) exchanges.set(id, exchange);
      // The caller gets its exchange before it hears of its end.
      else queueMicrotask(() => exchange.onStop(stopped ?? crash));
      return exchange;
    },
    watch(nowMs) {
      const why = stopped === null ? watchdog?.look(nowMs) : null;
      if (why) stop(why);
    },
    stop,
  };
}

/**
 * V8 aborts a process whose heap is full, or faults where a table that it rehashes finds no room; anything else that
 * ends it unasked is a crash.
 */
function causeOfDeath(signal: string, watchdog: Watchdog | null, limits: Limits): Stop {
  const aborted = deathsOfV8.has(signal);
  const full = (watchdog?.memory() ?? 0) > limits.memoryMb * 1024 * 1024 * 0.75;
  return aborted && full ? { reason: "memoryLimit", limit: "memoryMb", limitValue: limits.memoryMb } : crash;
}
