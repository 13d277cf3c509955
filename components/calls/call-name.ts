import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { callerWords } from "#lib/timeline/span-sentence.ts";
import type { CallRow } from "./call-row.ts";

type Words = Dictionary["calls"];

/** What stands in a row's head. Away from its caller, a handler's call names the caller's number. */
export function writtenName(
  { values, attempt, isOutside, caller, isNested }: CallRow,
  words: Words,
  isBelow: boolean,
): string {
  const call = values.call ?? 0;
  if (isNested && caller !== null && !isBelow)
    return formatText(words.callNestedOf, { caller: caller.nested ? `↳ ${caller.call}` : caller.call, call });
  if (isNested) return formatText(words.callNested, { call });
  if (isOutside) return formatText(words.callOutside, { call });
  return formatText(attempt > 0 ? words.callAttempt : words.callNumber, { call, attempt: attempt + 1 });
}

/** The same in words, with the caller wherever it stands. */
export function spokenName(
  { values, attempt, isOutside, caller, isNested }: CallRow,
  text: Pick<Dictionary, "calls" | "timeline">,
): string {
  const words = text.calls;
  const call = values.call ?? 0;
  if (isOutside) return formatText(words.callOutsideSpoken, { call });
  if (!isNested) {
    const pattern = attempt > 0 ? words.callAttemptSpoken : words.callSpoken;
    return formatText(pattern, { call, attempt: attempt + 1 });
  }
  const name = formatText(words.callNestedSpoken, { call });
  const { describe } = text.timeline;
  return caller === null ? name : `${name}${describe.separator}${callerWords(caller, describe)}`;
}
