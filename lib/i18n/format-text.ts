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
  pluralRules[locale] ??= new Intl.PluralRules(languageTags[locale]);
  const category = pluralRules[locale].select(count);
  const form = category === "one" ? text.one : text.other;
  return formatText(form, { count: formatNumber(locale, count), ...values });
}

export function formatNumber(locale: Locale, value: number, fractionDigits = 0): string {
  const key = `${locale}/${fractionDigits}`;
  const known = numberFormats.get(key);
  if (known !== undefined) return known.format(value);
  const format = new Intl.NumberFormat(languageTags[locale], {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  });
  numberFormats.set(key, format);
  return format.format(value);
}

const pluralRules: Partial<Record<Locale, Intl.PluralRules>> = {};

/** Making a format costs a hundred times what using it does, and the timeline says thirty numbers a frame. */
const numberFormats = new Map<string, Intl.NumberFormat>();

/** A share from 0 to 1 without decimals: "81%". */
export function formatPercent(locale: Locale, share: number): string {
  return percent(locale, share, "auto");
}

/** A change with its sign: "+18%", "−7%". */
export function formatSignedPercent(locale: Locale, share: number): string {
  return percent(locale, share, "exceptZero").replace("-", "−");
}

function percent(locale: Locale, share: number, signDisplay: "auto" | "exceptZero"): string {
  const format = { style: "percent", maximumFractionDigits: 0, signDisplay } as const;
  return new Intl.NumberFormat(languageTags[locale], format).format(share);
}

/** A place may be filled with Latin or Chinese: the space that only Latin needs beside Chinese goes where both are Chinese. */
export function closeHanGaps(text: string): string {
  return text.replace(/(\p{Script=Han}) (?=\p{Script=Han})/gu, "$1");
}
