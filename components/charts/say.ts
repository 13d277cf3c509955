import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { type Locale, languageTags } from "#lib/i18n/locales.ts";
import { type DurationUnit, formatDuration, formatMeasured } from "#lib/timeline/format-duration.ts";
import { type RunLatency, stepsToTell } from "./latency-model.ts";

/** Puts what the charts have to say into words, in one language and one unit. */
export type Say = {
  readonly locale: Locale;
  readonly words: Dictionary["latency"];
  readonly unit: DurationUnit;
  latency(us: number): string;
  /** As `latency`; what the clock cannot tell from nothing says so: `< 0.5 ms`. */
  measured(us: number, stepUs: number): string;
  count(value: number): string;
  /** `A`. */
  name(run: Pick<RunLatency, "key">): string;
  /** `A · All at once`. */
  run(run: Pick<RunLatency, "key" | "title">): string;
  /** `p50`, `p99.9`. */
  percentile(p: number): string;
  /** Where a value lies with 95 % confidence; null: open on that side. */
  interval(lowerUs: number | null, upperUs: number | null): string;
  sentences(sentences: readonly string[]): string;
};

export function createSay(locale: Locale, words: Dictionary["latency"], unit: DurationUnit): Say {
  const latency = (us: number) => formatDuration(locale, us, unit);
  return {
    locale,
    words,
    unit,
    latency,
    measured: (us, stepUs) => (us < stepsToTell * stepUs ? formatMeasured(locale, us, stepUs) : latency(us)),
    count: (value) => formatNumber(locale, value),
    name: ({ key }) => (key === "a" ? "A" : "B"),
    run: ({ key, title }) => formatText(key === "a" ? words.runA : words.runB, { title }),
    percentile: (p) => formatText(words.percentile, { percent: percentOf(locale, p) }),
    interval(lowerUs, upperUs) {
      if (lowerUs !== null && upperUs !== null) {
        return formatText(words.interval, { lower: latency(lowerUs), upper: latency(upperUs) });
      }
      if (lowerUs !== null) return formatText(words.intervalAtLeast, { lower: latency(lowerUs) });
      return upperUs !== null
        ? formatText(words.intervalAtMost, { upper: latency(upperUs) })
        : words.intervalUnknown;
    },
    // Chinese sentences stand without a space between them.
    sentences: (sentences) => sentences.filter((each) => each !== "").join(locale === "zh" ? "" : " "),
  };
}

/** As many digits as the nines need: 50, 99.9, 99.99. */
function percentOf(locale: Locale, p: number): string {
  const percent = p * 100;
  const digits = percent > 99.95 ? 2 : 1;
  return new Intl.NumberFormat(languageTags[locale], { maximumFractionDigits: digits }).format(percent);
}

/** `1`, `1.5`, `0.05`: the number of an axis tick, whose unit follows it. */
export function tickNumber(locale: Locale, value: number): string {
  return new Intl.NumberFormat(languageTags[locale], { maximumSignificantDigits: 4 }).format(value);
}

/** A ratio as a change: `+18%`, `−7.0%`. */
export function formatChange(locale: Locale, ratio: number): string {
  const percent = Math.round((ratio - 1) * 1_000) / 10;
  const sign = percent > 0 ? "+" : percent < 0 ? "−" : "±";
  return `${sign}${formatNumber(locale, Math.abs(percent), Math.abs(percent) < 10 ? 1 : 0)}%`;
}

/** `4.1`, `0.52`, `12`: a ratio without its sign. */
export function formatPlainRatio(locale: Locale, ratio: number): string {
  return formatNumber(locale, ratio, ratio >= 10 ? 0 : ratio >= 2 ? 1 : 2);
}
