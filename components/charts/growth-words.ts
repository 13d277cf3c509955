import type { GrowthFit } from "#lib/cost/judge-growth.ts";
import type { SizeSummary } from "#lib/fit/summarise-sizes.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatSignedPercent } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { CsvTable, DataTable } from "./chart-frame.tsx";
import { fittedCost } from "./growth-marks.tsx";
import { formatBytes } from "./size-axis.ts";

/** Puts the costs of calls into words. */
export type GrowthSay = {
  readonly words: Dictionary["cost"]["growth"];
  count(n: number): string;
  /** `240 µs`, `54.7 kB`. */
  cost(cost: number): string;
  /** How far a median lies from the best class; null: there is none. */
  off(point: SizeSummary): string | null;
};

export function createGrowthSay(
  { growth, units }: Dictionary["cost"],
  locale: Locale,
  fit: GrowthFit | null,
  costs: "us" | "bytes",
): GrowthSay {
  return {
    words: growth,
    count: (n) => formatNumber(locale, n),
    cost: (cost) => (costs === "us" ? formatDuration(locale, cost) : formatBytes(locale, cost, units)),
    off: ({ n, median }) =>
      fit === null ? null : formatSignedPercent(locale, median / fittedCost(fit.best, n) - 1),
  };
}

export function growthTooltip(point: SizeSummary, { words, count, cost, off }: GrowthSay) {
  const residual = off(point);
  return {
    title: `n = ${count(point.n)}`,
    lines: [
      `${words.columnMedian}: ${cost(point.median)}`,
      `${words.columnMinimum}: ${cost(point.minimum)}`,
      `${words.columnRepeats}: ${count(point.repeats)}`,
      ...(residual === null ? [] : [`${words.columnResidual}: ${residual}`]),
    ],
  };
}

export function growthTable(
  points: readonly SizeSummary[],
  fit: GrowthFit | null,
  { words, count, cost, off }: GrowthSay,
): DataTable {
  return {
    head: [
      words.columnN,
      words.columnRepeats,
      words.columnMedian,
      words.columnMinimum,
      words.columnFitted,
      words.columnResidual,
    ],
    rows: points.map((point) => [
      count(point.n),
      count(point.repeats),
      cost(point.median),
      cost(point.minimum),
      fit === null ? "–" : cost(fittedCost(fit.best, point.n)),
      off(point) ?? "–",
    ]),
  };
}

export function growthCsv(
  points: readonly SizeSummary[],
  fit: GrowthFit | null,
  costs: "us" | "bytes",
): CsvTable {
  return {
    head: ["n", "calls", `median_${costs}`, `minimum_${costs}`, `best_${costs}`, `runner_up_${costs}`],
    rows: points.map(({ n, repeats, median, minimum }) => [
      n,
      repeats,
      median,
      minimum,
      fit === null ? "" : fittedCost(fit.best, n),
      fit === null ? "" : fittedCost(fit.runnerUp, n),
    ]),
  };
}
