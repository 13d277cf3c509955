import { type Locale, languageTags } from "./locales.ts";

/** A text that depends on a number, by the plural categories of CLDR that English and Chinese use. */
export type PluralText = { readonly one: string; readonly other: string };

/** Fills `{name}` places of a dictionary text. A place without a value is a bug and stays visible. */
export function formatText(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Picks the plural form for `count` and fills it; `{count}` is the number in the language's own digits grouping. */
export function formatPlural(
  locale: Locale,
  text: PluralText,
  count: number,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const category = new Intl.PluralRules(languageTags[locale]).select(count);
  const form = category === "one" ? text.one : text.other;
  return formatText(form, { count: formatNumber(locale, count), ...values });
}

export function formatNumber(locale: Locale, value: number, fractionDigits = 0): string {
  return new Intl.NumberFormat(languageTags[locale], {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(value);
}
