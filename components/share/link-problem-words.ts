import type { Dictionary } from "#lib/i18n/en.ts";
import { formatLimit } from "#lib/i18n/format-limit.ts";
import { formatReason } from "#lib/i18n/format-reason.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { LinkProblem } from "#lib/share/link-fragment.ts";
import type { RequestProblem } from "#lib/source/find-source-problem.ts";

/** Why a link cannot be opened, as the end of a sentence. */
export function linkProblemWords(locale: Locale, text: Dictionary, problem: LinkProblem): string {
  const words = text.share.problems;
  switch (problem.kind) {
    case "cut":
    case "damaged":
      return words[problem.kind];
    case "otherVersion":
      return formatText(words.otherVersion, { version: problem.version });
    case "tooLarge":
      return formatText(words.tooLarge, { max: formatLimit(locale, "maxSourceBytes", problem.maxBytes) });
    case "refused":
      return formatText(words.refused, { meaning: refusalWords(locale, text, problem.why) });
  }
}

/** Why this server does not take it, as a sentence. */
export function refusalWords(
  locale: Locale,
  text: Dictionary,
  { reason, values, sentence }: RequestProblem,
): string {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
  return formatReason(locale, text, { name: reason, values: texts })?.meaning ?? sentence;
}
