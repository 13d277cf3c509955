import { useText } from "#components/i18n/use-text.tsx";
import { formatPercent, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { languageTags } from "#lib/i18n/locales.ts";
import type { LatencySeries } from "#lib/statistics/latency-series.ts";

type OutcomeSentenceProps = { readonly series: LatencySeries; readonly withTimeouts: boolean };

/** The calls that are no part of the figures, and why: never mixed in, never left unsaid. */
export function OutcomeSentence({ series, withTimeouts }: OutcomeSentenceProps) {
  const { locale, text } = useText();
  const words = text.latency;
  const { counts, inFlight, outside } = series;
  const ended = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts = [
    { count: counts.failed, text: words.apartFailed },
    { count: withTimeouts ? 0 : counts.timeout, text: words.apartTimeout },
    { count: counts.cancelled, text: words.apartCancelled },
    { count: counts.shed, text: words.apartShed },
    { count: inFlight, text: words.apartInFlight },
    { count: outside, text: words.apartOutside },
  ]
    .filter(({ count }) => count > 0)
    .map(({ count, text: plural }) => {
      const percent = formatPercent(locale, count / Math.max(1, ended));
      return formatPlural(locale, plural, count, { percent });
    });
  if (parts.length === 0) return null;
  const list = new Intl.ListFormat(languageTags[locale], { type: "conjunction" }).format(parts);
  return <p className="text-ink-soft text-sm">{formatText(words.apart, { list })}</p>;
}
