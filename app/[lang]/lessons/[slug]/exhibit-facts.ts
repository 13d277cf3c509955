import { type Locale, languageTags } from "#lib/i18n/locales.ts";

/** `Python 3.11.2, grpcio 1.51.1`. */
export function versionsOf(versions: Readonly<Record<string, string>>): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(", ");
}

/** The day, in UTC: `November 23, 2026`. */
export function dateOf(locale: Locale, unixMs: number): string {
  return new Intl.DateTimeFormat(languageTags[locale], { dateStyle: "long", timeZone: "UTC" }).format(unixMs);
}
