import type { XAxisProps, YAxisProps } from "recharts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { type Locale, languageTags } from "#lib/i18n/locales.ts";
import { logTicks } from "#lib/statistics/log-ticks.ts";
import { axisLook } from "./axes.ts";

/** `16`, `16k`, `2M`: a whole number as an axis has room for it. */
export function shortNumber(locale: Locale, value: number): string {
  if (value >= 1e6) return `${trimmed(locale, value / 1e6)}M`;
  return value >= 10_000 ? `${trimmed(locale, value / 1e3)}k` : trimmed(locale, value);
}

/** `640 B`, `12.4 kB`, `1.5 MB`; powers of a thousand. */
export function formatBytes(locale: Locale, bytes: number, units: Dictionary["cost"]["units"]): string {
  if (bytes >= 999_500) return formatText(units.megabytes, { value: trimmed(locale, bytes / 1e6) });
  if (bytes >= 1_000) return formatText(units.kilobytes, { value: trimmed(locale, bytes / 1e3) });
  return formatText(units.bytes, { value: formatNumber(locale, Math.round(bytes)) });
}

/** A logarithmic axis of counts: n, or bytes. */
export function sizeAxis([from, to]: readonly [number, number], format: (value: number) => string) {
  return {
    ...axisLook,
    scale: "log",
    domain: [from, to],
    allowDataOverflow: true,
    ticks: [...logTicks(from, to, 7)],
    tickFormatter: format,
  } as const satisfies XAxisProps & YAxisProps;
}

/** From the least to the largest with some air, for a logarithmic axis. */
export function airyRange(values: readonly number[], least = 1): readonly [number, number] {
  const known = values.filter((value) => Number.isFinite(value) && value > 0);
  const [min, max] = [Math.max(least, Math.min(...known)), Math.max(least, ...known)];
  const air = Math.max(1.15, (max / min) ** 0.05);
  return [min / air, max * air];
}

/** Three digits tell neighbours apart. */
function trimmed(locale: Locale, value: number): string {
  return new Intl.NumberFormat(languageTags[locale], { maximumSignificantDigits: 3 }).format(value);
}
