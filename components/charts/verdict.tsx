import { useText } from "#components/i18n/use-text.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunMark } from "#lib/record/run-record.ts";
import { compareMedians, type MedianComparison } from "#lib/statistics/compare-medians.ts";
import type { RunLatency } from "./latency-model.ts";
import { formatChange } from "./say.ts";

/** In such a run the browser itself held calls back: its figures stay, a comparison would blame the wrong one. */
const spoiling: readonly RunMark[] = ["hiddenTab", "sleep"];

type VerdictProps = { readonly a: RunLatency; readonly b: RunLatency; readonly marks: readonly RunMark[] };

/** How B stands to A, in one sentence that never says more than the samples carry. */
export function Verdict({ a, b, marks }: VerdictProps) {
  const { locale, text } = useText();
  const refused = marks.some((mark) => spoiling.includes(mark));
  const sentence = refused
    ? text.latency.verdictRefused
    : verdictSentence(compareMedians(a.sorted, b.sorted), text.latency, locale);
  return (
    <p role="status" data-verdict={refused ? "refused" : undefined} className="font-medium">
      {sentence}
    </p>
  );
}

export function verdictSentence(
  verdict: MedianComparison,
  words: Dictionary["latency"],
  locale: Locale,
): string {
  if (verdict.kind === "tooFew") return formatText(words.verdictTooFew, { needs: verdict.needs });
  const ratio = (value: number) => formatNumber(locale, value, value >= 10 ? 0 : value >= 1 ? 1 : 2);
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
