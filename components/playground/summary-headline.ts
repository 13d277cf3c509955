import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPlural, formatSignedPercent, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunComparison } from "#lib/record/compare-runs.ts";
import { summarizeRun } from "#lib/record/run-summary.ts";
import { formatDuration, formatRatio } from "#lib/timeline/format-duration.ts";
import type { NamedRun } from "./run-sentences.ts";

/** "Blocking 4.08 s · All at once 1.03 s" and, at the right edge, "4.0×  n = 1 pair". */
export type SummaryHeadline = {
  readonly results: readonly { readonly title: string; readonly duration: string }[];
  /** "4.0×" or "no difference shown"; null where nothing is compared. */
  readonly ratio: string | null;
  /** How sure it is: the interval with n, or that there is none; or why nothing is compared. */
  readonly certainty: string;
  readonly meaning: string;
};

/** What two runs came to, and how sure their ratio is; the one place that says it. */
export function summaryHeadline(
  runs: readonly NamedRun[],
  comparison: RunComparison,
  text: Pick<Dictionary, "summary" | "timeline">,
  locale: Locale,
): SummaryHeadline {
  const words = text.summary;
  const results = runs.map(({ record, title }) => {
    const { makespanUs } = summarizeRun(record);
    return { title, duration: makespanUs === null ? "–" : formatDuration(locale, makespanUs) };
  });
  if (comparison.kind === "none") return { results, ratio: null, certainty: "", meaning: "" };
  if (comparison.kind === "refused") {
    const reason = text.timeline.marks[comparison.mark];
    return { results, ratio: null, certainty: formatText(words.refused, { reason }), meaning: "" };
  }
  const { interval, pairs, ratio } = comparison;
  if (interval === null) {
    const said = comparison.kind === "different" ? formatRatio(locale, ratio) : words.noDifference;
    const certainty = formatPlural(locale, words.pairs, pairs);
    return { results, ratio: said, certainty, meaning: words.pairsMeaning };
  }
  const count = formatNumber(locale, pairs);
  const decimals = interval.upper < 9.95 ? 1 : 0;
  const certainty = formatText(words.interval, {
    lower: formatNumber(locale, interval.lower, decimals),
    upper: formatNumber(locale, interval.upper, decimals),
    count,
  });
  const said =
    comparison.kind === "different"
      ? formatRatio(locale, ratio)
      : formatText(words.noDifferenceRange, {
          lower: formatSignedPercent(locale, interval.lower - 1),
          upper: formatSignedPercent(locale, interval.upper - 1),
        });
  return { results, ratio: said, certainty, meaning: words.intervalMeaning };
}
