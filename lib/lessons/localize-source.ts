import { type Locale, locales } from "#lib/i18n/locales.ts";

const tagged = new RegExp(`^(\\s*(?://|#|\\*)\\s*)(${locales.join("|")}): ?(.*)$`);

/** The language that a line of comment is for; null: everybody. */
export function languageOf(line: string): Locale | null {
  return (tagged.exec(line)?.[2] as Locale | undefined) ?? null;
}

/**
 * Keeps the comments of one language. A line that is nothing but a comment and begins with a language's name is only for
 * that language (`// en: …` above `// zh: …`); all other lines are for everybody.
 */
export function localizeSource(source: string, locale: Locale): string {
  const kept = source.split("\n").flatMap((line) => {
    const [, lead, language, comment] = tagged.exec(line) ?? [];
    if (language === undefined) return [line];
    return language === locale ? [`${lead}${comment}`.trimEnd()] : [];
  });
  return kept.join("\n");
}
