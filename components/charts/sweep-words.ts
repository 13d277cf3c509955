import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { CsvTable, DataTable } from "./chart-frame.tsx";
import type { Say } from "./say.ts";
import type { SweepLevel, SweepModel } from "./sweep-model.ts";

/** `12.5 /s`, `240 /s`: as many decimals as tell neighbours apart. */
export function formatRate(locale: Locale, perSecond: number): string {
  return `${formatNumber(locale, perSecond, perSecond < 9.95 ? 2 : perSecond < 99.5 ? 1 : 0)} /s`;
}

/** What the curve says: where it bends, where it stops, which levels were not stable. */
export function readSweep(
  { levels, knee, capacityPerSecond }: SweepModel,
  words: Dictionary["charts"]["sweep"],
  say: Say,
): string {
  const answered = levels.filter(({ n }) => n > 0);
  const best = answered.reduce((most, level) => Math.max(most, level.achievedPerSecond), 0);
  const bend = knee === null ? undefined : levels[knee];
  const unstable = levels.filter(({ isUnstable }) => isUnstable).length;
  return say.sentences([
    formatText(words.most, { rate: formatRate(say.locale, best), levels: levels.length }),
    bend === undefined
      ? words.noKnee
      : formatText(words.kneeAt, {
          rate: formatRate(say.locale, bend.achievedPerSecond),
          latency: medianOf(bend, say),
        }),
    capacityPerSecond === null
      ? ""
      : formatText(words.capacityAt, { rate: formatRate(say.locale, capacityPerSecond) }),
    unstable === 0 ? "" : formatText(words.unstable, { count: unstable }),
  ]);
}

function medianOf({ percentiles: [median] }: SweepLevel, say: Say): string {
  return median === undefined ? "–" : say.latency(median.value);
}

export function tableOfSweep(
  { levels }: SweepModel,
  words: Dictionary["charts"]["sweep"],
  say: Say,
): DataTable {
  const { locale } = say;
  const rate = (value: number | null) => (value === null ? "–" : formatRate(locale, value));
  return {
    head: [
      words.columnLevel,
      words.offered,
      words.achieved,
      words.concurrency,
      "n",
      words.mean,
      ...[0.5, 0.95, 0.99].map((p) => say.percentile(p)),
      words.columnState,
    ],
    rows: levels.map((level, index) => [
      say.count(index + 1),
      rate(level.offeredPerSecond),
      rate(level.achievedPerSecond),
      formatNumber(locale, level.concurrency, 1),
      say.count(level.n),
      level.meanUs === null ? "–" : say.latency(level.meanUs),
      ...[0.5, 0.95, 0.99].map((p) => {
        const percentile = level.percentiles.find((each) => each.p === p);
        if (percentile === undefined) return "–";
        const { value, lower, upper, enough, needs } = percentile;
        if (!enough) return formatText(say.words.needs, { needs, n: level.n });
        return `${say.latency(value)} (${say.interval(lower, upper)})`;
      }),
      level.isUnstable ? words.stateUnstable : words.stateStable,
    ]),
  };
}

export function csvOfSweep({ levels }: SweepModel): CsvTable {
  const percentiles = [0.5, 0.95, 0.99] as const;
  return {
    head: [
      "offered_per_s",
      "achieved_per_s",
      "concurrency",
      "n",
      "mean_us",
      ...percentiles.flatMap((p) => [`p${p * 100}_us`, `p${p * 100}_lower_us`, `p${p * 100}_upper_us`]),
      "unstable",
    ],
    rows: levels.map((level) => [
      level.offeredPerSecond,
      level.achievedPerSecond,
      level.concurrency,
      level.n,
      level.meanUs,
      ...percentiles.flatMap((p) => {
        const found = level.percentiles.find((each) => each.p === p);
        return [found?.value ?? null, found?.lower ?? null, found?.upper ?? null];
      }),
      level.isUnstable ? 1 : 0,
    ]),
  };
}
