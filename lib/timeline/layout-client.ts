import { missing } from "#lib/record/attempt-table.ts";
import type { BlockedInterval, RunRecord, Thread } from "#lib/record/run-record.ts";
import { blockedStretches, isInterrupted } from "./blocked-stretches.ts";
import type { BeatGap, Lane } from "./lane.ts";
import { collectSpans, firstAfter, longestSpanUs, spanMarks } from "./span-columns.ts";
import { buildMips } from "./span-mips.ts";

/** A heartbeat fires every 10 ms; more than 25 ms between two is a gap when the thread is known to have been blocked. */
export const gapLimitUs = 25_000;
/** Of a free thread only a longer silence is a gap: shorter ones are the machine's, not the code's. */
export const freeGapLimitUs = 50_000;

/**
 * A thread's lane: intervals in which it was blocked by a call or kept by code, its heartbeat and its gaps. The run
 * ended at `nowUs`, or goes on.
 */
export function layoutThread(record: RunRecord, thread: Thread, index: number, nowUs: number): Lane {
  const collected = collectSpans();
  const rowAt = blockingRowAt(record, index);
  const blocked = blockedStretches(record, thread, index, nowUs);
  for (const { fromUs, toUs, reason } of blocked) {
    const isOpen = toUs === missing;
    const row = reason === "call" ? rowAt(isOpen ? fromUs : (fromUs + toUs) / 2) : missing;
    collected.add(
      fromUs,
      toUs,
      row,
      (reason === "busy" ? spanMarks.busy : 0) | (isOpen ? spanMarks.open : 0),
    );
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
    gaps: beatGaps(thread.beats, blocked),
    freeUntilUs: isInterrupted(record) ? (thread.beats.at(-1) ?? missing) : missing,
  };
}

/**
 * Every pause of the heartbeat in which the thread could not react, whole; the last one reaches to the end of what blocks
 * the thread, `missing` when that goes on.
 */
export function beatGaps(beats: Uint32Array, blocked: readonly BlockedInterval[]): readonly BeatGap[] {
  const gaps: BeatGap[] = [];
  const stretches = [...blocked].sort((a, b) => a.toUs - b.toUs);
  const ends = Uint32Array.from(stretches, ({ toUs }) => toUs);
  // Stretches of a thread never overlap: the first that ends after the pause began is the first that may touch it.
  const isBlocked = (fromUs: number, toUs: number) =>
    (stretches[firstAfter(ends, fromUs)]?.fromUs ?? toUs) < toUs;
  for (let i = 1; i < beats.length; i++) {
    const fromUs = beats[i - 1] as number;
    const toUs = beats[i] as number;
    if (toUs - fromUs <= gapLimitUs) continue;
    if (toUs - fromUs > freeGapLimitUs || isBlocked(fromUs, toUs)) gaps.push({ fromUs, toUs });
  }
  const lastBeatUs = beats.at(-1);
  const overUs = ends.at(-1);
  if (lastBeatUs !== undefined && overUs !== undefined && overUs > lastBeatUs + gapLimitUs) {
    gaps.push({ fromUs: lastBeatUs, toUs: overUs });
  }
  return gaps;
}

/** A gap as seen at `nowUs`; null while it is still too short to be one. */
export function gapAt({ fromUs, toUs }: BeatGap, nowUs: number): BeatGap | null {
  if (toUs !== missing) return { fromUs, toUs };
  return nowUs - fromUs > gapLimitUs ? { fromUs, toUs: nowUs } : null;
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
