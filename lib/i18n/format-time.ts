import type { Locale } from "./locales.ts";

const formats = new Map<Locale, Intl.DateTimeFormat>();

/** The time of day where the reader is, to the second: `20:43:05`. */
export function formatTime(locale: Locale, unixMs: number): string {
  const known = formats.get(locale);
  const format =
    known ??
    new Intl.DateTimeFormat(locale, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
  formats.set(locale, format);
  return format.format(unixMs);
}
