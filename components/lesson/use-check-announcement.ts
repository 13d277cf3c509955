"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { plainText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";
import { useFeedback } from "./use-feedback.ts";

/** Said once, politely, when a check is over; empty while it goes on. */
export function useCheckAnnouncement(): string {
  const words = useText().text.lessons.check;
  const { facts, checking } = useLesson();
  const feedback = plainText(useFeedback());
  const { state } = checking;
  const goals = Object.values(state?.goals ?? {});
  const passed = goals.filter((goal) => goal.kind === "judged" && goal.finding.verdict === "passed").length;
  switch (state?.verdict) {
    case "passed":
      return words.announcePassed;
    case "notYet":
      return state.problem === null
        ? formatText(words.announceNotYet, { passed, total: facts.goals.length, feedback })
        : words.problem;
    case "cannotTell":
      return state.problem === null ? words.announceCannotTell : words.problem;
    case "stopped":
      return words.stopped;
    default:
      return "";
  }
}
