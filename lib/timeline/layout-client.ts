import { missing } from "#lib/record/attempt-table.ts";
import type { RunRecord, Thread } from "#lib/record/run-record.ts";
import type { BeatGap, Lane } from "./lane.ts";
import { collectSpans, firstAfter, longestSpanUs, spanMarks } from "./span-columns.ts";
import { buildMips } from "./span-mips.ts";

/** A heartbeat fires every 10 ms; more than 25 ms between two is a gap that one can feel (timeline 4.1). */
export const gapLimitUs = 25_000;

/** A thread's lane: intervals in which it was blocked by a call or kept by code, its heartbeat and its gaps. */
export function layoutThread(record: RunRecord, thread: Thread, index: number, nowUs: number): Lane {
  const collected = collectSpans();
  const rowAt = blockingRowAt(record, index);
  for (const { fromUs, toUs, reason } of thread.blocked) {
    const row = reason === "call" ? rowAt((fromUs + toUs) / 2) : missing;
    collected.add(fromUs, toUs, row, reason === "busy" ? spanMarks.busy : 0);
  }
  const spans = collected.finish();
  return {
    id: `${thread.side}:${index}`,
    kind: thread.side === "client" ? "client" : "serverThread",
    index,
    slots: 0,
    replica: 0,
    spans,
    rows: 1,
    longestUs: longestSpanUs(spans, nowUs),
    mips: buildMips(spans, nowUs),
    depth: null,
    beats: thread.beats,
    gaps: beatGaps(thread.beats),
  };
}

/** Every pause between two heartbeats that is longer than the limit, whole. */
export function beatGaps(beats: Uint32Array): readonly BeatGap[] {
  const gaps: BeatGap[] = [];
  for (let i = 1; i < beats.length; i++) {
    const fromUs = beats[i - 1] as number;
    const toUs = beats[i] as number;
    if (toUs - fromUs > gapLimitUs) gaps.push({ fromUs, toUs });
  }
  return gaps;
}

/** Which attempt a blocked thread was waiting for: the last one on that thread begun before that moment. */
function blockingRowAt(record: RunRecord, thread: number): (us: number) => number {
  const { attempts } = record;
  const rows: number[] = [];
  for (let row = 0; row < attempts.length; row++) {
    if (attempts.clientThread[row] === thread && attempts.intended[row] !== missing) rows.push(row);
  }
  rows.sort((a, b) => (attempts.intended[a] as number) - (attempts.intended[b] as number));
  const starts = Uint32Array.from(rows, (row) => attempts.intended[row] as number);
  return (us) => {
    const at = firstAfter(starts, us) - 1;
    const row = rows[at];
    if (row === undefined) return missing;
    const resumed = attempts.resumed[row] as number;
    return resumed === missing || resumed >= us ? row : missing;
  };
}
