import type { Quantity } from "#lib/lessons/quantity.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { statusName } from "#lib/wire/status-names.ts";
import type { Dictionary } from "./en.ts";
import { closeHanGaps, formatNumber, formatPercent, formatPlural, formatText } from "./format-text.ts";
import type { Locale } from "./locales.ts";

/** Longer values are cut: a sentence is no place for a whole reply. */
const maxValueLength = 120;

/** What a check expected or saw, in the reader's language: `about 700 ms`, `at least 3`. */
export function formatQuantity(
  locale: Locale,
  words: Dictionary["lessons"]["quantity"],
  quantity: Quantity,
): string {
  const of = (inner: Quantity) => formatQuantity(locale, words, inner);
  const around = (text: string, inner: Quantity) => closeHanGaps(formatText(text, { value: of(inner) }));
  switch (quantity.kind) {
    case "count":
      return quantity.of === undefined
        ? formatNumber(locale, quantity.value)
        : formatPlural(locale, words.counted[quantity.of], quantity.value);
    case "duration":
      return formatDuration(locale, quantity.us);
    case "bytes":
      return formatPlural(locale, words.bytes, quantity.value);
    case "share":
      return formatPercent(locale, quantity.value);
    case "number":
      return formatNumber(locale, quantity.value, Number.isInteger(quantity.value) ? 0 : 2);
    case "status":
      return statusName(quantity.status);
    case "value":
      return quantity.json.length > maxValueLength
        ? `${quantity.json.slice(0, maxValueLength)} …`
        : quantity.json;
    case "item":
      return closeHanGaps(formatText(words.item, { number: quantity.number, value: of(quantity.of) }));
    case "nothing":
      return words.nothing;
    case "atLeast":
      return around(words.atLeast, quantity.of);
    case "atMost":
      return around(words.atMost, quantity.of);
    case "about":
      return around(words.about, quantity.of);
  }
}
