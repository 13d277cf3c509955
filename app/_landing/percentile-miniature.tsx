import { formatPlural, type PluralText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { minimumSamples } from "#lib/statistics/percentiles.ts";

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

/** The least samples of the results' own rule, so that the claim cannot drift from what they do. */
export function PercentileMiniature({ locale, words }: PercentileMiniatureProps) {
  return (
    <dl className="grid grid-cols-2 gap-3 sm:grid-cols-4">
      {percentiles.map(({ name, share }) => (
        <div key={name} className="flex flex-col">
          <dt className="font-mono text-ink-soft text-xs">{name}</dt>
          <dd className="font-medium text-sm">
            {formatPlural(locale, words.samples, minimumSamples(share))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
