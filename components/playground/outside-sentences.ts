import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { foreignFlags, openStatus } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type CallFate, fateOf } from "#lib/record/totals.ts";

const shownCallers = 3;

/** Whether nothing in the record was called by the page itself. */
export function isFromOutside({ attempts }: RunRecord): boolean {
  if (attempts.length === 0) return false;
  for (let row = 0; row < attempts.length; row++) {
    if (((attempts.flags[row] ?? 0) & foreignFlags) === 0) return false;
  }
  return true;
}

/** What callers from outside did, in sentences: how many calls, how they ended, and who called. */
export function outsideSentences(
  { attempts, details }: RunRecord,
  words: Dictionary["outside"],
  locale: Locale,
): string[] {
  const fates: Record<CallFate, number> = { ok: 0, failed: 0, shed: 0, inFlight: 0 };
  const callers = new Set<string>();
  for (let row = 0; row < attempts.length; row++) {
    fates[fateOf(attempts.status[row] ?? openStatus, attempts.flags[row] ?? 0)] += 1;
    const agent = details.get(row)?.userAgent;
    if (agent !== undefined) callers.add(agent);
  }
  const parts = [
    [fates.ok, words.ok],
    [fates.failed, words.failed],
    [fates.shed, words.shed],
    [fates.inFlight, words.open],
  ] as const;
  const said = parts.flatMap(([count, pattern]) =>
    count > 0 ? [formatText(pattern, { count: formatNumber(locale, count) })] : [],
  );
  const calls = formatPlural(locale, words.calls, attempts.length);
  const total = formatText(words.total, { calls, fates: said.join(words.separator) });
  if (callers.size === 0) return [total];
  const names = [...callers].slice(0, shownCallers).join(words.separator);
  return [total, formatText(words.callers, { names: callers.size > shownCallers ? `${names} …` : names })];
}
