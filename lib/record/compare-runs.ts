import { type PairedRatio, pairedRatio } from "#lib/statistics/paired-ratio.ts";
import type { RunMark, RunRecord } from "./run-record.ts";
import { summarizeRun } from "./run-summary.ts";

export type RunPair = readonly [a: RunRecord, b: RunRecord];

/** What may be said about how long two runs took. */
export type RunComparison =
  /** One of them has no time yet. */
  | { readonly kind: "none" }
  /** What this mark says about one of them makes its times worth nothing beside the other's. */
  | { readonly kind: "refused"; readonly mark: RunMark }
  /** Too near to each other, or the interval covers 1. `ratio` is a / b. */
  | ({ readonly kind: "noDifference" } & PairedRatio)
  /** `ratio` ≥ 1, with its interval, is how much longer the slower one took. */
  | ({ readonly kind: "different"; readonly slower: "a" | "b" } & PairedRatio);

/** Without an interval runs closer than this are not told apart (practical threshold ±5 %). */
const leastRatio = 1.05;
const refusing: readonly RunMark[] = ["hiddenTab", "sleep"];

/**
 * Compares the runs on view. `others` are further pairs of the same two experiments from this visit: from five pairs on
 * the ratio is theirs and has an interval; below, it is that of the pair on view alone.
 */
export function compareRuns([a, b]: RunPair, others: readonly RunPair[] = []): RunComparison {
  const mark = refusing.find((each) => a.header.marks.includes(each) || b.header.marks.includes(each));
  if (mark !== undefined) return { kind: "refused", mark };
  const own = timesOf([a, b]);
  if (own === null) return { kind: "none" };
  const all = pairedRatio([own, ...others.map(timesOf).filter((times) => times !== null)]);
  const found = all?.interval == null ? pairedRatio([own]) : all;
  if (found === null) return { kind: "none" };
  const { ratio, interval } = found;
  if (interval === null ? ratio < leastRatio && ratio > 1 / leastRatio : covers(interval, 1)) {
    return { kind: "noDifference", ...found };
  }
  return ratio >= 1
    ? { kind: "different", slower: "a", ...found }
    : { kind: "different", slower: "b", ...inverse(found) };
}

function timesOf([a, b]: RunPair): readonly [number, number] | null {
  const [aUs, bUs] = [summarizeRun(a).makespanUs, summarizeRun(b).makespanUs];
  return aUs && bUs ? [aUs, bUs] : null;
}

function covers({ lower, upper }: { lower: number; upper: number }, value: number): boolean {
  return lower <= value && value <= upper;
}

function inverse({ ratio, pairs, interval }: PairedRatio): PairedRatio {
  return {
    ratio: 1 / ratio,
    pairs,
    interval: interval === null ? null : { lower: 1 / interval.upper, upper: 1 / interval.lower },
  };
}
