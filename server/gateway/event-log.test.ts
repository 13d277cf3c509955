import { describe, expect, test } from "vitest";
import { EventLog } from "./event-log.ts";
import type { WatchBatch } from "./gateway.ts";
import { Recorder } from "./record-attempts.ts";

function open(size?: { maxEvents: number; maxBytes: number }) {
  const log = new EventLog(size);
  const recorder = new Recorder(log);
  const attempt = (runId: string, call: number) => {
    const record = recorder.begin({ runId, call, attempt: 0 }, "curl");
    recorder.changed(record);
    return record;
  };
  return { log, recorder, attempt };
}

const sequences = (batch: WatchBatch) =>
  batch.events.map(({ event }) => (event.case === "attempt" ? event.value.sequence : event.case));

async function next(batches: AsyncIterator<WatchBatch>): Promise<WatchBatch> {
  const result = await batches.next();
  if (result.done === true) throw new Error("the watch has ended");
  return result.value;
}

function watch(log: EventLog, runId = "") {
  const stop = new AbortController();
  return { stop, batches: log.watch(runId, stop.signal)[Symbol.asyncIterator]() };
}

describe("a watch", () => {
  test("begins at once, with an empty batch when nothing is held", async () => {
    const { log } = open();
    const { batches } = watch(log);
    expect(await next(batches)).toEqual({ events: [], dropped: 0 });
  });

  test("delivers what is held, then what happens", async () => {
    const { log, attempt } = open();
    attempt("a", 1);
    const { batches } = watch(log);
    expect(sequences(await next(batches))).toEqual([1]);
    attempt("a", 2);
    expect(sequences(await next(batches))).toEqual([2]);
  });

  test("delivers an attempt that changed several times once, in its newest state", async () => {
    const { log, recorder, attempt } = open();
    const first = attempt("a", 1);
    attempt("a", 2);
    first.code = 0;
    recorder.changed(first);
    const { batches } = watch(log);
    const batch = await next(batches);
    expect(sequences(batch)).toEqual([2, 1]);
    expect(batch.events[1]?.event.value).toMatchObject({ code: 0 });
  });

  test("of one run sees its attempts, its lines, nobody's lines and the runner", async () => {
    const { log, recorder, attempt } = open();
    const own = attempt("a", 1);
    const strange = attempt("b", 1);
    const line = {
      atUs: 1,
      level: "info",
      path: "",
      line: 0,
      exchangeId: null,
      dropped: 0,
      frames: [],
    } as const;
    recorder.line({ ...line, text: "own" }, own);
    recorder.line({ ...line, text: "strange" }, strange);
    recorder.line({ ...line, text: "nobody's" }, null);
    recorder.ready(2);
    recorder.messages(strange, 3, "incoming", [4]);
    const { batches } = watch(log, "a");
    const { events } = await next(batches);
    expect(events.map(({ event }) => (event.case === "log" ? event.value.text : event.case))).toEqual([
      "attempt",
      "own",
      "nobody's",
      "runner",
    ]);
  });

  test("splits a long history into batches of at most a thousand", async () => {
    const { log, attempt } = open();
    for (let call = 0; call < 2_500; call += 1) attempt("a", call);
    const { batches } = watch(log);
    const lengths = [await next(batches), await next(batches), await next(batches)].map(
      (batch) => batch.events.length,
    );
    expect(lengths).toEqual([1_000, 1_000, 500]);
  });

  test("ends with its signal, also while it waits", async () => {
    const { log } = open();
    const { batches, stop } = watch(log);
    await next(batches);
    const last = batches.next();
    stop.abort();
    expect((await last).done).toBe(true);
    expect(log.watched).toBe(false);
  });
});

describe("the log is bounded", () => {
  test("a slow reader is told how many events it lost", async () => {
    const { log, attempt } = open({ maxEvents: 10, maxBytes: 1e9 });
    const { batches } = watch(log);
    await next(batches);
    for (let call = 1; call <= 25; call += 1) attempt("a", call);
    const batch = await next(batches);
    expect(sequences(batch)).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
    expect(batch.dropped).toBe(15);
    expect(log.count).toBe(10);
  });

  test("a late reader is told what is no longer held, of its run only", async () => {
    const { log, attempt } = open({ maxEvents: 2, maxBytes: 1e9 });
    for (const runId of ["a", "b", "a", "b", "b"]) attempt(runId, 1);
    expect((await next(watch(log, "a").batches)).dropped).toBe(2);
    expect((await next(watch(log, "b").batches)).dropped).toBe(1);
    expect((await next(watch(log).batches)).dropped).toBe(3);
  });

  test("by memory too", () => {
    const { log, recorder } = open({ maxEvents: 1e9, maxBytes: 100_000 });
    for (let at = 0; at < 1_000; at += 1) {
      const text = "x".repeat(4_000);
      recorder.line(
        { atUs: 1, level: "info", text, path: "", line: 0, exchangeId: null, dropped: 0, frames: [] },
        null,
      );
    }
    expect(log.count).toBeLessThan(15);
    expect(log.count).toBeGreaterThan(5);
  });

  test("an attempt that was pushed out comes back when it changes", async () => {
    const { log, recorder, attempt } = open({ maxEvents: 2, maxBytes: 1e9 });
    const old = attempt("a", 1);
    attempt("a", 2);
    attempt("a", 3);
    recorder.changed(old);
    recorder.changed(old);
    expect(sequences(await next(watch(log).batches))).toEqual([3, 1]);
    expect(log.count).toBe(2);
  });

  test("one endless stream does not push out everything else", async () => {
    const { log, recorder, attempt } = open();
    const stream = attempt("a", 1);
    for (let at = 0; at < 50_000; at += 1) recorder.messages(stream, at, "outgoing", [1]);
    expect(log.count).toBe(2_001);
    expect((await next(watch(log).batches)).dropped).toBe(48_000);
  });
});
