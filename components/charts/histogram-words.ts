import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { languageTags } from "#lib/i18n/locales.ts";
import { toHistogram } from "#lib/statistics/histogram.ts";
import { mainRange, toGroups } from "#lib/statistics/readings.ts";
import type { DataTable } from "./chart-frame.tsx";
import type { HistogramPlace } from "./histogram-places.ts";
import type { LatencyModel } from "./latency-model.ts";
import type { Say } from "./say.ts";

/** More groups than this are no longer groups to a reader. */
const maxGroups = 6;

/** What the histogram shows of run A, in a sentence or two. */
export function readHistogram({ runs, edges }: LatencyModel, say: Say): string {
  const { locale, words } = say;
  const run = runs[0];
  if (run === undefined || run.distribution === null) return "";
  const { below } = toHistogram(run.sorted, edges);
  const tooSmall = below > 0 ? formatPlural(locale, words.histogram.belowStep, below) : "";
  const groups = toGroups(run.sorted);
  if (groups.length > 1 && groups.length <= maxGroups) {
    const named = groups.map(({ n, medianUs }) =>
      formatText(words.histogram.group, { n, value: say.latency(medianUs) }),
    );
    const list = new Intl.ListFormat(languageTags[locale], { type: "conjunction" }).format(named);
    return say.sentences([
      formatText(words.histogram.readingGroups, { groups: groups.length, list }),
      tooSmall,
    ]);
  }
  const { fromUs, toUs, share } = mainRange(run.sorted);
  const range = {
    from: say.latency(fromUs),
    to: say.latency(toUs),
    share: formatNumber(locale, share * 100),
  };
  return say.sentences([formatText(words.histogram.reading, range), tooSmall]);
}

/** Every bar that holds a call. */
export function tableOfHistogram(
  places: readonly HistogramPlace[],
  { runs }: LatencyModel,
  say: Say,
): DataTable {
  const { locale, words } = say;
  const columns = runs.map((run) => formatText(words.histogram.columnCalls, { run: say.run(run) }));
  return {
    head: [words.histogram.columnFrom, words.histogram.columnTo, ...columns],
    rows: places
      .filter(({ counts }) => runs.some(({ key }) => (counts[key] ?? 0) > 0))
      .map(({ fromUs, toUs, counts }) => [
        say.latency(fromUs),
        say.latency(toUs),
        ...runs.map(({ key }) => formatNumber(locale, counts[key] ?? 0)),
      ]),
  };
}
