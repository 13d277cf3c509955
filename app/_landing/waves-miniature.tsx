import { formatNumber, formatPlural, formatText, type PluralText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";

type WavesMiniatureProps = {
  readonly locale: Locale;
  readonly words: { readonly wave: string; readonly calls: PluralText };
};

const calls = 25;
const workers = 10;

/** The arithmetic of the claim, not a measurement: how many calls leave in each wave. */
export function WavesMiniature({ locale, words }: WavesMiniatureProps) {
  const waves = Array.from({ length: Math.ceil(calls / workers) }, (_, wave) =>
    Math.min(workers, calls - wave * workers),
  );
  return (
    <ol className="grid grid-cols-3 gap-3">
      {waves.map((count, index) => (
        <li key={formatNumber(locale, index)} className="min-w-0">
          <span aria-hidden="true" className="mb-1.5 flex h-2 gap-0.5">
            {Array.from({ length: workers }, (_, worker) => (
              <span
                key={formatNumber(locale, worker)}
                className={`flex-1 rounded-[1px] ${worker < count ? "bg-phase-execution" : "bg-hairline"}`}
              />
            ))}
          </span>
          <span className="block text-ink-soft text-xs">{formatText(words.wave, { number: index + 1 })}</span>
          <span className="block font-medium text-sm">{formatPlural(locale, words.calls, count)}</span>
        </li>
      ))}
    </ol>
  );
}
