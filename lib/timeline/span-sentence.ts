import type { Dictionary } from "#lib/i18n/en.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { statusName } from "#lib/wire/status-names.ts";
import type { SpanDescription } from "./describe-span.ts";
import { formatDuration } from "./format-duration.ts";

const order = [
  "clientWait",
  "networkOut",
  "queue",
  "execution",
  "reply",
  "refused",
  "merged",
  "networkBack",
  "resume",
] as const;

/** Phases shorter than this are not worth a listener's time, unless they are all there is. */
const leastSpokenUs = 100;

/**
 * The live line about an attempt: "Call 7, attempt 1, queued 38 ms behind 4 calls, executed 101 ms on replica 2
 * worker 1, total 162 ms."
 */
export function spanSentence(
  span: SpanDescription,
  locale: Locale,
  text: Dictionary["timeline"]["describe"],
): string {
  const said = (us: number) => formatDuration(locale, us);
  const parts = [
    span.totalUs === null && span.outside
      ? text.outside
      : formatText(span.nested ? text.nested : text.call, { call: span.call, attempt: span.attempt }),
  ];
  for (const phase of order) {
    const us = span.phasesUs[phase];
    if (us === undefined || (us < leastSpokenUs && phase !== "execution")) continue;
    const values = { duration: said(us), replica: span.replica, worker: span.worker ?? "–" };
    parts.push(
      phase === "queue" && span.queuedBehind !== null && span.queuedBehind > 0
        ? formatPlural(locale, text.queueBehind, span.queuedBehind, values)
        : formatText(text[phase], values),
    );
  }
  if (span.totalUs !== null) parts.push(formatText(text.total, { duration: said(span.totalUs) }));
  if (span.open) parts.push(text.open);
  if (span.abandoned) parts.push(text.abandoned);
  if (span.wastedUs > 0) parts.push(formatText(text.wasted, { duration: said(span.wastedUs) }));
  if (span.status !== 0 && !span.open)
    parts.push(formatText(text.failed, { status: statusName(span.status) }));
  return parts.join(text.separator) + text.end;
}
