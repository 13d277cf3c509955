import { formatPercent, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { languageTags } from "#lib/i18n/locales.ts";
import { mainRange, toGroups } from "#lib/statistics/readings.ts";
import { apartOutcomes } from "./apart-outcomes.ts";
import type { CsvTable, DataTable } from "./chart-frame.tsx";
import { apartSum, type HistogramPlace } from "./histogram-places.ts";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import type { Say } from "./say.ts";

/** More groups than this are no longer groups to a reader. */
const maxGroups = 6;

/** What the histogram shows of the first run in it, in a sentence or two. */
export function readHistogram(
  places: readonly HistogramPlace[],
  { runs }: Pick<LatencyModel, "runs">,
  say: Say,
): string {
  const { locale, words } = say;
  const run = runs.find(({ distribution }) => distribution !== null);
  if (run === undefined) return "";
  const below = run.sorted.filter((us) => us < run.stepUs).length;
  return say.sentences([
    shapeOf(run, places, say),
    below > 0
      ? `${formatPlural(locale, words.histogram.belowStep, below)}${locale === "zh" ? "。" : "."}`
      : "",
  ]);
}

function shapeOf(run: RunLatency, places: readonly HistogramPlace[], say: Say): string {
  const { locale, words } = say;
  // Groups that the clock's own steps make are none.
  const counts = places.map((place) => place.counts[run.key] ?? 0);
  const groups = run.isCoarse ? [] : toGroups(run.sorted, counts);
  if (groups.length > 1 && groups.length <= maxGroups) {
    const named = groups.map(({ n, medianUs }) =>
      formatText(words.histogram.group, { n, value: say.measured(medianUs, run.stepUs) }),
    );
    const list = new Intl.ListFormat(languageTags[locale], { type: "conjunction" }).format(named);
    return formatText(words.histogram.readingGroups, { groups: groups.length, list, run: say.name(run) });
  }
  const { fromUs, toUs, share } = mainRange(run.sorted);
  return formatText(words.histogram.reading, {
    from: say.measured(fromUs, run.stepUs),
    to: say.measured(toUs, run.stepUs),
    share: formatPercent(locale, share),
    run: say.name(run),
  });
}

/** Every bar that holds a call. */
export function tableOfHistogram(
  places: readonly HistogramPlace[],
  { runs }: Pick<LatencyModel, "runs">,
  say: Say,
): DataTable {
  const { locale, words } = say;
  const withApart = runs.filter(({ key }) => places.some(({ apart }) => apartSum(apart[key]) > 0));
  const column = (text: string) => (run: RunLatency) => formatText(text, { run: say.run(run) });
  const count = (value: number) => say.count(value);
  return {
    head: [
      words.histogram.columnFrom,
      words.histogram.columnTo,
      ...runs.map(column(words.histogram.columnCalls)),
      ...withApart.map(column(words.histogram.columnApart)),
    ],
    rows: places
      .filter(({ counts, apart }) =>
        runs.some(({ key }) => (counts[key] ?? 0) > 0 || apartSum(apart[key]) > 0),
      )
      .map(({ fromUs, toUs, counts, apart }) => [
        say.latency(fromUs),
        say.latency(toUs),
        ...runs.map(({ key }) => count(counts[key] ?? 0)),
        ...withApart.map(({ key }) => apartWords(apart[key], locale, words)),
      ]),
  };
}

function apartWords(
  counts: HistogramPlace["apart"]["a"],
  locale: Say["locale"],
  words: Say["words"],
): string {
  const parts = apartOutcomes
    .filter((outcome) => (counts?.[outcome] ?? 0) > 0)
    .map((outcome) => `${counts?.[outcome] ?? 0} ${words.outcomes[outcome]}`);
  return parts.length === 0 ? "–" : parts.join(locale === "zh" ? "，" : ", ");
}

/** Every bar, the empty ones too. */
export function csvOfHistogram(
  places: readonly HistogramPlace[],
  { runs }: Pick<LatencyModel, "runs">,
): CsvTable {
  const outcomes = ["ok", ...apartOutcomes] as const;
  return {
    head: [
      "from_us",
      "to_below_us",
      ...runs.flatMap(({ key }) => outcomes.map((outcome) => `${key}_${outcome}`)),
    ],
    rows: places.map(({ fromUs, toUs, counts, apart }) => [
      fromUs,
      toUs,
      ...runs.flatMap(({ key }) => [
        counts[key] ?? 0,
        ...apartOutcomes.map((outcome) => apart[key]?.[outcome] ?? 0),
      ]),
    ]),
  };
}
