import type { ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import type { WatchBatch } from "./gateway.ts";

/** One fact in the log. The links and numbers are the log's own. */
export abstract class HeldEvent {
  previous: HeldEvent | null = null;
  next: HeldEvent | null = null;
  version = 0;
  weight = 0;

  /** Whether a reader who asked for one run sees it. */
  abstract concerns(runId: string): boolean;
  /** Roughly how much memory it takes. */
  abstract bytes(): number;
  abstract toEvent(): ServerEvent;
}

export type EventLogSize = { readonly maxEvents: number; readonly maxBytes: number };

export const defaultEventLogSize: EventLogSize = { maxEvents: 20_000, maxBytes: 8 * 1024 * 1024 };

const batchIntervalMs = 25;
const maxBatchEvents = 1_000;
const maxRememberedRuns = 200;

type Reader = { readonly runId: string; seen: number; dropped: number; wake: (() => void) | null };

/**
 * The newest events of one deployment, in the order of their last change. An attempt that changes moves to the end, so
 * that it is held once however often it changes; readers remember how far they have read.
 *
 *   oldest ⇄ … ⇄ … ⇄ newest      a change: unlink, append, version = ++counter
 */
export class EventLog {
  readonly #size: EventLogSize;
  readonly #readers = new Set<Reader>();
  /** Events no longer held, by run (the last 200 runs), for readers who begin late. */
  readonly #lostByRun = new Map<string, number>();
  #lost = 0;
  #oldest: HeldEvent | null = null;
  #newest: HeldEvent | null = null;
  #count = 0;
  #bytes = 0;
  #version = 0;

  constructor(size: EventLogSize = defaultEventLogSize) {
    this.#size = size;
  }

  get watched(): boolean {
    return this.#readers.size > 0;
  }

  get count(): number {
    return this.#count;
  }

  /** Roughly what is held, bytes. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Loses what is held; readers who come later are told how much. */
  empty(): void {
    while (this.#oldest !== null) this.#lose(this.#oldest);
  }

  /** Appends an event, or moves one that has changed to the end. */
  put(event: HeldEvent): void {
    if (event.version !== 0) this.#unlink(event);
    event.version = ++this.#version;
    event.weight = event.bytes();
    event.previous = this.#newest;
    event.next = null;
    if (this.#newest === null) this.#oldest = event;
    else this.#newest.next = event;
    this.#newest = event;
    this.#count += 1;
    this.#bytes += event.weight;
    while (
      this.#oldest !== null &&
      (this.#count > this.#size.maxEvents || this.#bytes > this.#size.maxBytes)
    ) {
      this.#lose(this.#oldest);
    }
    for (const reader of this.#readers) reader.wake?.();
  }

  /** Counts an event that was never held (one message of very many, say). */
  drop(): void {
    this.#lost += 1;
    for (const reader of this.#readers) reader.dropped += 1;
  }

  /** Batches of what `runId` concerns (empty: everything), the held ones first. Ends with the signal. */
  async *watch(runId: string, signal: AbortSignal): AsyncIterable<WatchBatch> {
    const lost = runId === "" ? this.#lost : (this.#lostByRun.get(runId) ?? 0);
    const reader: Reader = { runId, seen: 0, dropped: lost, wake: null };
    this.#readers.add(reader);
    const stop = () => reader.wake?.();
    signal.addEventListener("abort", stop);
    try {
      yield* this.#batches(reader, signal);
    } finally {
      this.#readers.delete(reader);
      signal.removeEventListener("abort", stop);
    }
  }

  async *#batches(reader: Reader, signal: AbortSignal): AsyncIterable<WatchBatch> {
    let first = true;
    while (!signal.aborted) {
      const news = this.#unseen(reader);
      if (first || news.length > 0 || reader.dropped > 0) {
        first = false;
        yield* this.#slices(reader, news);
      }
      await pause(reader, signal);
      if (reader.seen === this.#version && reader.dropped === 0) await this.#news(reader, signal);
    }
  }

  *#slices(reader: Reader, news: readonly HeldEvent[]): Iterable<WatchBatch> {
    let at = 0;
    do {
      const { dropped } = reader;
      reader.dropped = 0;
      yield { events: news.slice(at, at + maxBatchEvents).map((event) => event.toEvent()), dropped };
      at += maxBatchEvents;
    } while (at < news.length);
  }

  /** Resolves at the next change or at the end of the watch. */
  #news(reader: Reader, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      reader.wake = () => {
        reader.wake = null;
        resolve();
      };
    });
  }

  #unseen(reader: Reader): HeldEvent[] {
    const news: HeldEvent[] = [];
    for (let event = this.#newest; event !== null && event.version > reader.seen; event = event.previous) {
      if (reader.runId === "" || event.concerns(reader.runId)) news.push(event);
    }
    reader.seen = this.#version;
    return news.reverse();
  }

  #unlink(event: HeldEvent): void {
    // An event that was lost already stands alone and is not counted.
    if (event.previous === null && this.#oldest !== event) return;
    if (event.previous === null) this.#oldest = event.next;
    else event.previous.next = event.next;
    if (event.next === null) this.#newest = event.previous;
    else event.next.previous = event.previous;
    event.previous = null;
    event.next = null;
    this.#count -= 1;
    this.#bytes -= event.weight;
  }

  #lose(event: HeldEvent): void {
    this.#unlink(event);
    this.#lost += 1;
    for (const reader of this.#readers) {
      const concerned = reader.runId === "" || event.concerns(reader.runId);
      if (concerned && event.version > reader.seen) reader.dropped += 1;
    }
    this.#loseForRun(event);
  }

  #loseForRun(event: HeldEvent): void {
    const runId = event instanceof HeldOfRun ? event.runId : "";
    if (runId === "") return;
    const lost = (this.#lostByRun.get(runId) ?? 0) + 1;
    this.#lostByRun.delete(runId);
    this.#lostByRun.set(runId, lost);
    for (const oldest of this.#lostByRun.keys()) {
      if (this.#lostByRun.size <= maxRememberedRuns) break;
      this.#lostByRun.delete(oldest);
    }
  }
}

/** A fact that belongs to one run, or (empty) to a caller from outside, which concerns every run. */
export abstract class HeldOfRun extends HeldEvent {
  abstract readonly runId: string;

  concerns(runId: string): boolean {
    return this.runId === runId || this.runId === "";
  }
}

function pause(reader: Reader, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, batchIntervalMs);
    const onAbort = () => done();
    signal.addEventListener("abort", onAbort);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      reader.wake = null;
      resolve();
    }
  });
}
