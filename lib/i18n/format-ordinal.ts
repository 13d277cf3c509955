import { formatNumber, formatText } from "./format-text.ts";
import { type Locale, languageTags } from "./locales.ts";

/** One text per way a language writes ordinals: 1st, 2nd, 3rd, 4th. */
export type OrdinalText = Readonly<Record<"one" | "two" | "few" | "other", string>>;

/** Picks the form for the `count`th and fills it. */
export function formatOrdinal(locale: Locale, text: OrdinalText, count: number): string {
  const category = new Intl.PluralRules(languageTags[locale], { type: "ordinal" }).select(count);
  const form = category === "one" || category === "two" || category === "few" ? text[category] : text.other;
  return formatText(form, { count: formatNumber(locale, count) });
}
