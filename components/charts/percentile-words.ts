import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { toPercentile } from "#lib/statistics/percentiles.ts";
import type { DataTable } from "./chart-frame.tsx";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import type { Say } from "./say.ts";

/** The places on the percentile axis that have a name. */
export const namedPercentiles = [0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999];

/** What the curve shows of run A, and where it stops being reliable. */
export function readCurve({ runs }: LatencyModel, say: Say): string {
  const { words } = say;
  const run = runs[0];
  if (run === undefined || run.distribution === null) return "";
  const { percentiles, max, n } = run.distribution;
  const median = say.latency(percentiles[0]?.value ?? max);
  // n ≥ ln 0.025 / ln p, solved for p and rounded down: the last percentile that n samples carry.
  const carried = Math.floor(1_000 * 0.025 ** (1 / n)) / 1_000;
  const stops = formatText(words.curve.readingStops, { percentile: say.percentile(carried) });
  return say.sentences([
    formatText(words.curve.reading, { median, max: say.latency(max) }),
    carried < 0.999 ? stops : "",
  ]);
}

/** The named percentiles up to `lastP`, with their intervals. */
export function tableOfCurve({ runs }: LatencyModel, lastP: number, say: Say): DataTable {
  const { words } = say;
  const columns = runs.flatMap((run) => {
    const name = { run: say.run(run) };
    return [formatText(words.curve.columnLatency, name), formatText(words.curve.columnInterval, name)];
  });
  return {
    head: [words.curve.columnPercentile, ...columns],
    rows: namedPercentiles
      .filter((p) => p <= lastP)
      .map((p) => [say.percentile(p), ...runs.flatMap((run) => cellsOf(run, p, say))]),
  };
}

function cellsOf({ sorted }: RunLatency, p: number, say: Say): readonly [string, string] {
  if (sorted.length === 0) return ["–", "–"];
  const { value, lower, upper, enough, needs } = toPercentile(sorted, p);
  const tooFew = { needs: formatNumber(say.locale, needs), n: formatNumber(say.locale, sorted.length) };
  return [say.latency(value), enough ? say.interval(lower, upper) : formatText(say.words.needs, tooFew)];
}
