import type { Dictionary } from "#lib/i18n/en.ts";
import { formatPlural } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunSummary } from "#lib/record/run-summary.ts";

/**
 * How many calls a run made: "4 calls · 8 between services". Calls that handlers made and callers from outside are said
 * beside the run's own calls, never among them.
 */
export function callCounts(
  { calls, nested, outside }: Pick<RunSummary, "calls" | "nested" | "outside">,
  locale: Locale,
  text: Dictionary["timeline"],
): string {
  const parts = [
    ...(calls > 0 || nested + outside === 0 ? [formatPlural(locale, text.calls, calls)] : []),
    ...(nested > 0 ? [formatPlural(locale, text.nestedCalls, nested)] : []),
    ...(outside > 0 ? [formatPlural(locale, text.outsideCalls, outside)] : []),
  ];
  return parts.join(" · ");
}
