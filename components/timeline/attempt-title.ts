import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { AttemptName } from "#lib/timeline/describe-span.ts";

/** What an attempt is called where it is shown by itself. */
export function attemptTitle(
  { call, attempt, outside, nested }: AttemptName,
  { describe, details }: Dictionary["timeline"],
): string {
  if (outside) return describe.outside;
  if (nested) return formatText(describe.nested, { call });
  return formatText(attempt > 1 ? details.titleAttempt : details.title, { call, attempt });
}
