import { formatText } from "#lib/i18n/format-text.ts";
import { languageTags } from "#lib/i18n/locales.ts";
import type { PercentileComparison } from "#lib/statistics/compare-percentiles.ts";
import type { RunLatency } from "./latency-model.ts";
import { differencesOf, successShare } from "./refusal.ts";
import { formatChange, formatPlainRatio, type Say } from "./say.ts";

/** How the median of B stands to that of A, in one sentence that never says more than the samples carry. */
export function verdictSentence(
  verdict: PercentileComparison,
  { words, locale }: Pick<Say, "words" | "locale">,
): string {
  if (verdict.kind === "tooFew") return formatText(words.verdictTooFew, { needs: verdict.needs });
  const ratio = (value: number) => formatPlainRatio(locale, value);
  const { lower, upper } = verdict;
  switch (verdict.kind) {
    case "slower":
    case "faster":
      return formatText(verdict.kind === "slower" ? words.verdictSlower : words.verdictFaster, {
        ratio: ratio(verdict.ratio),
        lower: ratio(lower),
        upper: ratio(upper),
      });
    case "noDifference":
      return formatText(words.verdictNone, {
        lower: formatChange(locale, lower),
        upper: formatChange(locale, upper),
      });
    case "negligible":
      return formatText(words.verdictNegligible, { change: formatChange(locale, verdict.ratio) });
  }
}

/** What the numbers of a comparison do not know. */
export function caveatsOf(a: RunLatency, b: RunLatency, { locale, words }: Say): readonly string[] {
  const percent = new Intl.NumberFormat(languageTags[locale], { style: "percent" });
  const [shareA, shareB] = [successShare(a), successShare(b)];
  const differing = differencesOf(a, b).map((name) => words.compare.settings[name]);
  const list = new Intl.ListFormat(languageTags[locale], { type: "conjunction" }).format(differing);
  const isUneven = shareA !== null && shareB !== null && Math.abs(shareA - shareB) > 0.01;
  return [
    words.compare.oneRunEach,
    ...(differing.length > 0 ? [formatText(words.compare.differs, { list })] : []),
    ...(isUneven
      ? [formatText(words.compare.survivors, { a: percent.format(shareA), b: percent.format(shareB) })]
      : []),
    ...(a.alike !== null || b.alike !== null ? [words.compare.alike] : []),
    ...([a, b].some(({ record }) => record.header.recorded) ? [words.compare.recorded] : []),
  ];
}
