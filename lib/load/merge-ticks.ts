import { LatencyStart, type LoadCounts, LoadOutcome, type LoadTick } from "#lib/gen/playground/v1/load_pb.ts";
import { type LatencyBuckets, mergeBuckets, noLatencies } from "./latency-buckets.ts";

/** What the ticks of a run, of one level of it or of a stretch of time add up to. */
export type MergedTicks = {
  readonly counts: MergedCounts;
  /** By outcome, from the intended start and from the send. */
  readonly series: ReadonlyMap<LoadOutcome, Record<"intended" | "send", LatencyBuckets>>;
  readonly lag: LatencyBuckets;
  readonly phases: MergedPhases;
  readonly codes: readonly MergedCode[];
  /** Calls under way, integrated over time (call-µs), and the time from the first tick's beginning to the last one's end. */
  readonly inFlightUs: number;
  readonly spanUs: number;
  /** Closed model: think times before the calls that finished. */
  readonly thinkUs: number;
};

export const countNames = [
  "due",
  "sent",
  "unsent",
  "heldBack",
  "ok",
  "error",
  "timeout",
  "cancelled",
  "shed",
  "requestBytes",
  "responseBytes",
  "connections",
] as const satisfies readonly (keyof LoadCounts)[];

export type MergedCounts = Readonly<Record<(typeof countNames)[number], number>>;

export const phaseNames = ["calls", "clientWaitUs", "queueUs", "executionUs", "networkUs"] as const;
export type MergedPhases = Readonly<Record<(typeof phaseNames)[number], number>>;

export type MergedCode = { readonly code: number; readonly reason: string; readonly count: number };

/** Adds ticks up. Counts and buckets of the parts give those of the whole, exactly; percentiles are read afterwards. */
export function mergeTicks(ticks: readonly LoadTick[]): MergedTicks {
  const buckets = ticks.flatMap((tick) => tick.buckets);
  const outcomes = [...new Set(buckets.map(({ outcome }) => outcome))].sort((a, b) => a - b);
  const seriesOf = (outcome: LoadOutcome, start: LatencyStart) =>
    mergeBuckets(buckets.filter((each) => each.outcome === outcome && each.start === start));
  return {
    counts: addUp(
      countNames,
      ticks.map(({ counts }) => counts),
    ),
    series: new Map(
      outcomes.map((outcome) => [
        outcome,
        { intended: seriesOf(outcome, LatencyStart.INTENDED), send: seriesOf(outcome, LatencyStart.SEND) },
      ]),
    ),
    lag: mergeBuckets(ticks.flatMap(({ lag }) => lag ?? [])),
    phases: addUp(
      phaseNames,
      ticks.map(({ phases }) => phases),
    ),
    codes: mergeCodes(ticks),
    inFlightUs: ticks.reduce((sum, tick) => sum + tick.inFlightUs, 0),
    spanUs: ticks.length === 0 ? 0 : lastUs(ticks) - firstUs(ticks),
    thinkUs: ticks.reduce((sum, tick) => sum + tick.thinkUs, 0),
  };
}

/** Latencies of the calls that were answered without an error. */
export function okLatencies({ series }: MergedTicks, start: "intended" | "send"): LatencyBuckets {
  return series.get(LoadOutcome.OK)?.[start] ?? noLatencies;
}

function firstUs(ticks: readonly LoadTick[]): number {
  return ticks.reduce((least, { fromUs }) => Math.min(least, fromUs), Number.POSITIVE_INFINITY);
}

function lastUs(ticks: readonly LoadTick[]): number {
  return ticks.reduce((most, { toUs }) => Math.max(most, toUs), 0);
}

function addUp<Name extends string>(
  names: readonly Name[],
  parts: readonly (Partial<Record<Name, number>> | undefined)[],
): Record<Name, number> {
  const sums = names.map(
    (name) => [name, parts.reduce((sum, part) => sum + (part?.[name] ?? 0), 0)] as const,
  );
  return Object.fromEntries(sums) as Record<Name, number>;
}

function mergeCodes(ticks: readonly LoadTick[]): readonly MergedCode[] {
  const counts = new Map<string, MergedCode>();
  for (const { code, reason, count } of ticks.flatMap((tick) => tick.codes)) {
    const key = `${code} ${reason}`;
    counts.set(key, { code, reason, count: count + (counts.get(key)?.count ?? 0) });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.code - b.code);
}
