import { type AttemptTable, attemptFlags, foreignFlags, missing, openStatus } from "./attempt-table.ts";
import { type Interval, maxCount, toSteps } from "./concurrency.ts";
import { type PhaseKind, toPhases } from "./phases.ts";
import type { RunRecord, RunTotals } from "./run-record.ts";
import { toSlots } from "./slots.ts";

/**
 * What a sentence about a run may say, in numbers. Callers from outside and calls that handlers made are only counted,
 * each by themselves: `calls` is the one answer to how many calls a run made.
 */
export type RunSummary = {
  readonly calls: number;
  readonly totals: RunTotals;
  /** Rows of callers from outside the page. */
  readonly outside: number;
  /** Rows of calls that handlers made. */
  readonly nested: number;
  /** From the first intended start to the last moment the visitor's code went on, µs; null without a finished call. */
  readonly makespanUs: number | null;
  /** Σ of T8 − T0: what the calls would take one after another. */
  readonly sumUs: number;
  /** Most calls under way at the same time. 1: they never overlapped. */
  readonly maxOverlap: number;
  /** The phase that took most of Σ T8 − T0, and its share (0–1). */
  readonly busiestPhase: { readonly kind: PhaseKind; readonly us: number; readonly share: number } | null;
  /** How long the client's thread could not react, µs, and as a share (0–1) of the makespan. */
  readonly blockedUs: number;
  readonly blockedShare: number;
  /** Longest time between two heartbeats, µs; 0 with fewer than two. */
  readonly longestBeatGapUs: number;
  /** Most calls that waited for a worker slot at the same time. */
  readonly maxQueued: number;
  /** Σ of the page's own calls' waits for a slot, µs. */
  readonly queuedUs: number;
  /** Worker slots that were used. */
  readonly slots: number;
  /** How many calls were the first, second, third … on their slot: 25 calls on 10 slots are [10, 10, 5]. */
  readonly waves: readonly number[];
  /** Server work for callers who had left, µs. */
  readonly wastedUs: number;
};

/** Folds a record into the numbers of its summary, once: several views ask. Works on a run that still goes on. */
export function summarizeRun(record: RunRecord): RunSummary {
  const known = summaries.get(record);
  if (known !== undefined) return known;
  const summary = summarize(record);
  summaries.set(record, summary);
  return summary;
}

/** A record never changes, so what was folded from it stays true. */
const summaries = new WeakMap<RunRecord, RunSummary>();

function summarize(record: RunRecord): RunSummary {
  const { attempts, header, threads } = record;
  const own = ownRows(attempts);
  const spans = own.flatMap((row) => spanOf(attempts, row, header.durationUs));
  const finished = own.flatMap((row) => finishedSpan(attempts, row));
  const phaseUs = sumPhases(attempts, own);
  const makespanUs = finished.length === 0 ? null : extent(finished);
  const blockedUs = threads
    .flatMap(({ side, blocked }) => (side === "client" ? blocked : []))
    .reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0);
  const slots = toSlots(attempts, header.durationUs);
  return {
    calls: header.totals.offered - header.totals.unsent,
    totals: header.totals,
    outside: countRows(attempts, attemptFlags.outside),
    nested: countRows(attempts, attemptFlags.nested),
    makespanUs,
    sumUs: finished.reduce((sum, { fromUs, toUs }) => sum + toUs - fromUs, 0),
    maxOverlap: maxCount(toSteps(spans)),
    busiestPhase: busiest(phaseUs),
    blockedUs,
    blockedShare: makespanUs === null || makespanUs === 0 ? 0 : Math.min(1, blockedUs / makespanUs),
    longestBeatGapUs: Math.max(0, ...threads.map(({ beats }) => longestGap(beats))),
    maxQueued: maxCount(toSteps(queueSpans(attempts))),
    queuedUs: phaseUs.get("queue") ?? 0,
    slots: slots.length,
    waves: toWaves(slots.map(({ executions }) => executions.length)),
    wastedUs: own.reduce((sum, row) => {
      const { wasted } = toPhases(attempts, row);
      return wasted === null ? sum : sum + wasted.toUs - wasted.fromUs;
    }, 0),
  };
}

/** How much longer the slower of two runs took: `ratio` ≥ 1. Null unless both took a time. */
export function compareMakespans(
  a: RunSummary,
  b: RunSummary,
): { readonly slower: "a" | "b"; readonly ratio: number } | null {
  if (!a.makespanUs || !b.makespanUs) return null;
  return a.makespanUs >= b.makespanUs
    ? { slower: "a", ratio: a.makespanUs / b.makespanUs }
    : { slower: "b", ratio: b.makespanUs / a.makespanUs };
}

function ownRows(attempts: AttemptTable): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < attempts.length; row++) {
    if (((attempts.flags[row] ?? 0) & foreignFlags) === 0) rows.push(row);
  }
  return rows;
}

function countRows(attempts: AttemptTable, flag: number): number {
  let rows = 0;
  for (let row = 0; row < attempts.length; row++) if (((attempts.flags[row] ?? 0) & flag) !== 0) rows += 1;
  return rows;
}

function finishedSpan(attempts: AttemptTable, row: number): readonly Interval[] {
  const fromUs = attempts.intended[row] ?? missing;
  const toUs = attempts.resumed[row] ?? missing;
  return fromUs === missing || toUs === missing ? [] : [{ fromUs, toUs }];
}

/** A call under way reaches to the end of what is known. */
function spanOf(attempts: AttemptTable, row: number, untilUs: number): readonly Interval[] {
  const fromUs = attempts.intended[row] ?? missing;
  if (fromUs === missing || attempts.status[row] !== openStatus) return finishedSpan(attempts, row);
  return [{ fromUs, toUs: Math.max(fromUs, untilUs) }];
}

function queueSpans(attempts: AttemptTable): readonly Interval[] {
  const spans: Interval[] = [];
  for (let row = 0; row < attempts.length; row++) {
    const fromUs = attempts.arrived[row] ?? missing;
    const toUs = attempts.started[row] ?? missing;
    if (fromUs !== missing && toUs !== missing && toUs > fromUs) spans.push({ fromUs, toUs });
  }
  return spans;
}

function extent(spans: readonly Interval[]): number {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const { fromUs, toUs } of spans) {
    first = Math.min(first, fromUs);
    last = Math.max(last, toUs);
  }
  return last - first;
}

function sumPhases(attempts: AttemptTable, rows: readonly number[]): ReadonlyMap<PhaseKind, number> {
  const sums = new Map<PhaseKind, number>();
  for (const row of rows) {
    for (const { kinds, fromUs, toUs } of toPhases(attempts, row).phases) {
      const [kind] = kinds;
      if (kind !== undefined && kinds.length === 1) sums.set(kind, (sums.get(kind) ?? 0) + toUs - fromUs);
    }
  }
  return sums;
}

function busiest(sums: ReadonlyMap<PhaseKind, number>): RunSummary["busiestPhase"] {
  const total = [...sums.values()].reduce((sum, us) => sum + us, 0);
  const [longest] = [...sums].sort(([, a], [, b]) => b - a);
  if (longest === undefined || total === 0) return null;
  return { kind: longest[0], us: longest[1], share: longest[1] / total };
}

function longestGap(beats: Uint32Array): number {
  let longest = 0;
  for (let beat = 1; beat < beats.length; beat++) {
    longest = Math.max(longest, (beats[beat] ?? 0) - (beats[beat - 1] ?? 0));
  }
  return longest;
}

function toWaves(callsPerSlot: readonly number[]): readonly number[] {
  const waves: number[] = [];
  for (const calls of callsPerSlot) {
    for (let wave = 0; wave < calls; wave++) waves[wave] = (waves[wave] ?? 0) + 1;
  }
  return waves;
}
