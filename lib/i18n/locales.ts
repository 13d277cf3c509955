/** The languages of the site, in the URL as `/en` and `/zh`. */
export const locales = ["en", "zh"] as const;
export type Locale = (typeof locales)[number];

/** Value of `<html lang>` and of `Intl` for each. */
export const languageTags = { en: "en", zh: "zh-CN" } as const satisfies Record<Locale, string>;

export function isLocale(text: string): text is Locale {
  return (locales as readonly string[]).includes(text);
}

/** The best locale for an `Accept-Language` header (RFC 9110, 12.5.4): highest quality first, English when none fits. */
export function localeFromAcceptLanguage(header: string | undefined): Locale {
  const wanted = (header ?? "")
    .split(",")
    .map((part, index) => {
      const [tag = "", ...parameters] = part.trim().toLowerCase().split(";");
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith("q="));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) || 0, index };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index);
  for (const { tag } of wanted) {
    const language = tag.split("-")[0] ?? "";
    if (isLocale(language)) return language;
  }
  return "en";
}
