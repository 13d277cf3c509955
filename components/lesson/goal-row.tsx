"use client";

import { Check, Circle, CircleHelp, X } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatQuantity } from "#lib/i18n/format-quantity.ts";
import { closeHanGaps, formatText } from "#lib/i18n/format-text.ts";
import type { GoalState } from "#lib/lessons/check-lesson.ts";
import type { Finding } from "#lib/lessons/finding.ts";
import { InlineText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";

const looks = {
  waiting: { Icon: Circle, tone: "text-ink-faint" },
  passed: { Icon: Check, tone: "text-ok" },
  notYet: { Icon: X, tone: "text-failed" },
  cannotTell: { Icon: CircleHelp, tone: "text-limit" },
} as const;

/** One goal: what it asks for, how it stands, and what was expected and seen where it is not reached. */
export function GoalRow({ name, state }: { readonly name: string; readonly state: GoalState }) {
  const words = useText().text.lessons.check;
  const { facts } = useLesson();
  const verdict = state.kind === "judged" ? state.finding.verdict : "waiting";
  const { Icon, tone } = looks[verdict];
  return (
    <li className="flex items-start gap-2.5 py-1" data-goal={name} data-verdict={verdict}>
      <Icon aria-hidden="true" className={`mt-1 size-4 shrink-0 ${tone}`} />
      <div className="min-w-0 flex-1">
        <InlineText>{facts.text.goals[name] ?? name}</InlineText>
        {state.kind === "judged" && verdict !== "passed" && <Evidence finding={state.finding} />}
      </div>
      <span className={`shrink-0 text-sm ${tone}`}>{words.verdicts[verdict]}</span>
    </li>
  );
}

function Evidence({ finding }: { readonly finding: Finding }) {
  const { locale, text } = useText();
  const words = text.lessons.check;
  const { bench, checking, facts, showResult } = useLesson();
  const { at } = finding;
  const record = checking.state?.runs.find(({ name }) => name === at?.run)?.record ?? null;
  const values = {
    expected: formatQuantity(locale, text.lessons.quantity, finding.expected),
    seen: formatQuantity(locale, text.lessons.quantity, finding.seen),
  };
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-ink-soft text-sm">
      <span className="wrap-anywhere min-w-0">{closeHanGaps(formatText(words.expected, values))}</span>
      {at !== undefined && record !== null && (
        <Button
          size="small"
          variant="ghost"
          className="-ml-2"
          onClick={() => {
            bench?.show(record, facts.text.runs[at.run] ?? at.run, at.row);
            showResult();
          }}
        >
          {words.showSpan}
        </Button>
      )}
    </p>
  );
}
