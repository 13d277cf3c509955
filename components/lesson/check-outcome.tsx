"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { InlineText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";
import { useFeedback } from "./use-feedback.ts";

/** What came of the check in words, and the runs it made, to be looked at. */
export function CheckOutcome() {
  const { text } = useText();
  const words = text.lessons.check;
  const { checking, facts } = useLesson();
  const feedback = useFeedback();
  const { state } = checking;
  if (state === null || state.verdict === "running") return null;
  return (
    <div className="mt-2 grid grid-cols-[minmax(0,1fr)] gap-2 border-hairline border-t pt-2 [&_p_code]:whitespace-normal">
      {state.problem !== null ? (
        <div className="grid gap-1">
          <p className="font-medium">{words.problem}</p>
          {state.problem}
        </div>
      ) : (
        <p className="wrap-anywhere font-medium">
          <InlineText>{feedback}</InlineText>
        </p>
      )}
      {state.verdict === "passed" && (
        <p className="text-base">
          <span className="block text-ink-soft text-sm">{text.lessons.takeaway}</span>
          <InlineText>{facts.text.takeaway}</InlineText>
        </p>
      )}
      <HiddenRuns />
    </div>
  );
}

function HiddenRuns() {
  const words = useText().text.lessons.check;
  const { checking, bench, facts, showResult } = useLesson();
  const runs = (checking.state?.runs ?? []).filter(({ record }) => record !== null);
  if (runs.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <span className="text-ink-soft">{words.hiddenMeaning}</span>
      {runs.map(({ name, record }) => (
        <Button
          key={name}
          size="small"
          onClick={() => {
            if (record !== null) bench?.show(record, facts.text.runs[name] ?? name, null);
            showResult();
          }}
        >
          {formatText(words.showRun, { name: facts.text.runs[name] ?? name })}
        </Button>
      ))}
    </div>
  );
}
