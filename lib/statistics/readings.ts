import type { LatencyPoint } from "./latency-series.ts";
import { nearestRank, type Sorted, toSorted } from "./percentiles.ts";

/** A range that holds most values, and the share (0–1) it really holds. */
export type MainRange = { readonly fromUs: number; readonly toUs: number; readonly share: number };

/** From p10 to p90 of at least one value. */
export function mainRange(sorted: Sorted): MainRange {
  const n = sorted.length;
  const fromUs = sorted[nearestRank(0.1, n) - 1] ?? Number.NaN;
  const toUs = sorted[nearestRank(0.9, n) - 1] ?? Number.NaN;
  return { fromUs, toUs, share: sorted.filter((us) => us >= fromUs && us <= toUs).length / n };
}

/** A median this many times another one is worth a word. */
const tellingRatio = 1.25;

export type Group = { readonly n: number; readonly medianUs: number };

/**
 * The groups that the values of a histogram fall into, as the waves of a full worker pool do, the quickest first:
 * neighbouring bars with an empty one on either side. `counts` are the bars' from left to right and hold all of the
 * values. Where a group would hold less than a tenth there are none: strays are not groups, and leaving them out of a
 * sum would be noticed.
 */
export function toGroups(sorted: Sorted, counts: readonly number[]): readonly Group[] {
  const least = Math.max(2, sorted.length / 10);
  const groups: Group[] = [];
  let first = 0;
  let n = 0;
  for (const count of [...counts, 0]) {
    if (count === 0 && n > 0) {
      groups.push({ n, medianUs: sorted[first + nearestRank(0.5, n) - 1] ?? Number.NaN });
      first += n;
      n = 0;
    }
    n += count;
  }
  return groups.every((group) => group.n >= least) ? groups : [];
}

export type StartReading =
  | { readonly kind: "together"; readonly spanUs: number }
  | { readonly kind: "rising" | "falling"; readonly ratio: number }
  | { readonly kind: "even" };

/** How latency changes with the start: the median of the last third of the calls against that of the first. */
export function readStarts(points: readonly LatencyPoint[]): StartReading {
  const byStart = [...points].sort((a, b) => a.startUs - b.startUs);
  const spanUs = (byStart.at(-1)?.startUs ?? 0) - (byStart[0]?.startUs ?? 0);
  const longestUs = byStart.reduce((longest, { us }) => Math.max(longest, us), 0);
  if (spanUs < longestUs / 20) return { kind: "together", spanUs };
  const third = Math.ceil(byStart.length / 3);
  const ratio = medianOf(byStart.slice(-third)) / medianOf(byStart.slice(0, third));
  if (ratio >= tellingRatio) return { kind: "rising", ratio };
  return ratio <= 1 / tellingRatio ? { kind: "falling", ratio } : { kind: "even" };
}

function medianOf(points: readonly LatencyPoint[]): number {
  const sorted = toSorted(points.map(({ us }) => us));
  return sorted[nearestRank(0.5, sorted.length) - 1] ?? Number.NaN;
}
