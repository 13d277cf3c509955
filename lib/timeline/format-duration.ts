import { formatNumber } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";

/** SI symbols, the same in both languages. */
export type DurationUnit = "µs" | "ms" | "s";

const unitUs = { µs: 1, ms: 1_000, s: 1_000_000 } as const satisfies Record<DurationUnit, number>;

/** The unit in which a duration of this size is said: "617 ms", "1.02 s". A view asks once, for its whole span. */
export function durationUnit(us: number): DurationUnit {
  const size = Math.abs(us);
  if (size >= 999_500) return "s";
  return size >= 1_000 ? "ms" : "µs";
}

/** Three significant digits at most, two decimals at most: "1.02 s", "12.4 ms", "617 ms". */
export function formatDuration(locale: Locale, us: number, unit: DurationUnit = durationUnit(us)): string {
  const value = us / unitUs[unit];
  return `${formatNumber(locale, value, unit === "µs" ? 0 : decimals(value))} ${unit}`;
}

/**
 * As `formatDuration`, but a difference of two stamps below five steps of the clock is noise and says so:
 * "< 0.5 ms" at a step of 100 µs.
 */
export function formatMeasured(locale: Locale, us: number, stepUs: number): string {
  if (us >= stepUs * 5 || stepUs <= 0) return formatDuration(locale, us);
  const limitUs = stepUs * 5;
  const unit: DurationUnit = limitUs >= 100 ? "ms" : "µs";
  const value = limitUs / unitUs[unit];
  return `< ${formatNumber(locale, value, Number.isInteger(value) ? 0 : unit === "µs" ? 0 : 1)} ${unit}`;
}

/** A place on the axis, with as many decimals as its ticks need: 0.5 s, 1 s, 1.5 s. */
export function formatTick(locale: Locale, us: number, stepUs: number, unit: DurationUnit): string {
  if (us === 0) return `0 ${unit}`;
  const digits = Math.max(0, Math.ceil(-Math.log10(stepUs / unitUs[unit]) - 1e-9));
  return `${formatNumber(locale, us / unitUs[unit], Math.min(6, digits))} ${unit}`;
}

/** "3.9×": one decimal below ten, none above. */
export function formatRatio(locale: Locale, ratio: number): string {
  return `${formatNumber(locale, ratio, ratio < 9.95 ? 1 : 0)}×`;
}

function decimals(value: number): number {
  const size = Math.abs(value);
  if (size === 0) return 0;
  if (size < 9.995) return 2;
  return size < 99.95 ? 1 : 0;
}
