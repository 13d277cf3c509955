import type { Dictionary } from "#lib/i18n/en.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { statusName } from "#lib/wire/status-names.ts";
import type { AttemptName, SpanDescription } from "./describe-span.ts";
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
export function spanSentence(span: SpanDescription, locale: Locale, text: Words): string {
  const parts = [
    nameOf(span, text),
    ...(span.caller === null ? [] : [callerWords(span.caller, text)]),
    ...phaseParts(span, locale, text),
    ...outcomeParts(span, locale, text),
  ];
  return parts.join(text.separator) + text.end;
}

type Words = Dictionary["timeline"]["describe"];

function nameOf({ call, attempt, totalUs, outside, nested }: SpanDescription, text: Words): string {
  if (totalUs === null && outside) return text.outside;
  return formatText(nested ? text.nested : text.call, { call, attempt });
}

function phaseParts(span: SpanDescription, locale: Locale, text: Words): readonly string[] {
  return order.flatMap((phase) => {
    const us = span.phasesUs[phase];
    if (us === undefined || (us < leastSpokenUs && phase !== "execution")) return [];
    const { replica, worker, queuedBehind } = span;
    const values = { duration: formatDuration(locale, us), replica, worker: worker ?? "–" };
    return phase === "queue" && queuedBehind !== null && queuedBehind > 0
      ? [formatPlural(locale, text.queueBehind, queuedBehind, values)]
      : [formatText(text[phase], values)];
  });
}

function outcomeParts(span: SpanDescription, locale: Locale, text: Words): readonly string[] {
  const { totalUs, wastedUs, status } = span;
  const took = (pattern: string, us: number) => formatText(pattern, { duration: formatDuration(locale, us) });
  return [
    ...(totalUs === null ? [] : [took(text.total, totalUs)]),
    ...(span.open ? [text.open] : []),
    ...(span.abandoned ? [text.abandoned] : []),
    ...(wastedUs > 0 ? [took(text.wasted, wastedUs)] : []),
    ...(status !== 0 && !span.open ? [formatText(text.failed, { status: statusName(status) })] : []),
  ];
}

/** Whose handler made a call, as part of a sentence. */
export function callerWords({ call, nested, outside }: AttemptName, text: Words): string {
  if (outside) return text.byOutside;
  return formatText(nested ? text.byNested : text.byCall, { call });
}
