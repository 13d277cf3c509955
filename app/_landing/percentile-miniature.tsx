import { formatPlural, type PluralText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";

type PercentileMiniatureProps = {
  readonly locale: Locale;
  readonly words: { readonly samples: PluralText };
};

const percentiles = [
  { name: "p50", share: 0.5 },
  { name: "p90", share: 0.9 },
  { name: "p99", share: 0.99 },
  { name: "p99.9", share: 0.999 },
] as const;

/**
 * The samples below which a percentile p may well lie beyond the largest one seen: the smallest n with
 * 1 − pⁿ ≥ 97.5 % (order statistics, one-sided).
 */
export function samplesNeeded(share: number): number {
  return Math.ceil(Math.log(0.025) / Math.log(share));
}

export function PercentileMiniature({ locale, words }: PercentileMiniatureProps) {
  return (
    <dl className="grid grid-cols-4 gap-3">
      {percentiles.map(({ name, share }) => (
        <div key={name} className="flex flex-col">
          <dt className="font-mono text-ink-soft text-xs">{name}</dt>
          <dd className="font-medium text-sm">{formatPlural(locale, words.samples, samplesNeeded(share))}</dd>
        </div>
      ))}
    </dl>
  );
}
