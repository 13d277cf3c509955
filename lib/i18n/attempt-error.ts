import type { AttemptDetail } from "../record/run-record.ts";
import type { Dictionary } from "./en.ts";
import { formatReason } from "./format-reason.ts";
import type { Locale } from "./locales.ts";

/**
 * What an attempt failed of: the gateway's refusals in the page's language, a handler's own words as they are. Null: it
 * said nothing.
 */
export function attemptError(
  locale: Locale,
  text: Dictionary,
  { refusal, errorMessage }: AttemptDetail,
): string | null {
  const translated = refusal === undefined ? null : formatReason(locale, text, refusal);
  return translated?.meaning ?? errorMessage ?? null;
}
