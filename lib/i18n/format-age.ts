import { type Locale, languageTags } from "./locales.ts";

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** How long ago something was, in the largest unit that fits: "5 minutes ago", "yesterday"; below a minute "now". */
export function formatAge(locale: Locale, thenUnixMs: number, nowUnixMs: number): string {
  const ageMs = Math.max(0, nowUnixMs - thenUnixMs);
  const format = new Intl.RelativeTimeFormat(languageTags[locale], { numeric: "auto" });
  const [unit, size] =
    units.find((each) => ageMs >= each[1]) ?? (["second", Number.POSITIVE_INFINITY] as const);
  const text = format.format(-Math.floor(ageMs / size), unit);
  return text.replace(/(\d)(\p{Script=Han})/u, "$1 $2"); // Intl writes Chinese without the space of our texts
}
