import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { lastCarried } from "#lib/statistics/percentile-curve.ts";
import { minimumSamples, toPercentile } from "#lib/statistics/percentiles.ts";
import type { CsvTable, DataTable } from "./chart-frame.tsx";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import type { Say } from "./say.ts";

/** The places on the percentile axis that have a name. */
export const namedPercentiles = [0.5, 0.9, 0.95, 0.99, 0.999, 0.9999, 0.99999];

/** What the curve shows of the first run in it, and where it stops being reliable. */
export function readCurve({ runs }: Pick<LatencyModel, "runs">, say: Say): string {
  const { words } = say;
  const run = runs.find(({ distribution }) => distribution !== null);
  if (run === undefined || run.distribution === null) return "";
  const { percentiles, max, n } = run.distribution;
  const told = (us: number) => say.measured(us, run.stepUs);
  const median = told(percentiles[0]?.value ?? max);
  // Rounded down: the digits shown are carried, too.
  const carried = Math.floor(1_000 * lastCarried(n)) / 1_000;
  const stops = formatText(words.curve.readingStops, { percentile: say.percentile(carried) });
  return say.sentences([
    formatText(words.curve.reading, { median, max: told(max), run: say.name(run) }),
    carried < 0.999 ? stops : "",
  ]);
}

/** The named percentiles up to `lastP`, with their intervals. */
export function tableOfCurve({ runs }: Pick<LatencyModel, "runs">, lastP: number, say: Say): DataTable {
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

/** Every step of every curve: each value that occurred, its rank, and its interval. */
export function csvOfCurve({ runs }: Pick<LatencyModel, "runs">): CsvTable {
  return {
    head: [
      "run",
      "rank",
      "n",
      "percentile_up_to",
      "latency_us",
      "lower_95_us",
      "upper_95_us",
      "enough_samples",
    ],
    rows: runs.flatMap(({ key, sorted }) =>
      [...sorted].map((us, index) => {
        const n = sorted.length;
        const { lower, upper } = toPercentile(sorted, (index + 0.5) / n);
        const enough = n >= minimumSamples(Math.max(0.5, index / n));
        return [key, index + 1, n, (index + 1) / n, us, lower, upper, enough ? 1 : 0];
      }),
    ),
  };
}
