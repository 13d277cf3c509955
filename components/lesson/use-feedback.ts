"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatQuantity } from "#lib/i18n/format-quantity.ts";
import { closeHanGaps, formatText } from "#lib/i18n/format-text.ts";
import { plainText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";

/** The check's outcome in one or two sentences: the lesson's own words for a known mistake, else expected and seen. */
export function useFeedback(): string {
  const { locale, text } = useText();
  const words = text.lessons.check;
  const { facts, checking } = useLesson();
  const { state } = checking;
  switch (state?.verdict) {
    case "passed":
      return words.passed;
    case "stopped":
      return words.stopped;
    case "cannotTell":
      return words.cannotTell;
    case "notYet": {
      const own = state.feedback === null ? undefined : facts.text.feedback[state.feedback];
      if (own !== undefined) return formatText(words.notYet, { feedback: own });
      const [key, goal] = Object.entries(state.goals).find(
        ([, { kind, ...rest }]) =>
          kind === "judged" && "finding" in rest && rest.finding.verdict === "notYet",
      ) ?? [""];
      if (goal?.kind !== "judged") return "";
      const values = {
        goal: plainText(facts.text.goals[key] ?? key),
        expected: formatQuantity(locale, text.lessons.quantity, goal.finding.expected),
        seen: formatQuantity(locale, text.lessons.quantity, goal.finding.seen),
      };
      return closeHanGaps(formatText(words.notYetPlain, values));
    }
    default:
      return "";
  }
}
