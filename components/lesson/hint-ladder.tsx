"use client";

import { Lightbulb } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { InlineText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";
import { useGate } from "./use-gate.ts";

/**
 * Three rungs, one after the other, without saying how many are left: the next opens after an edit, a run or a moment.
 * After the last one the solution can be opened.
 */
export function HintLadder() {
  const words = useText().text.lessons.hints;
  const { facts, known, isLive, change } = useLesson();
  const { hints } = facts.text;
  const [shown, setShown] = useState(0);
  const gate = useGate(shown);
  const reached = known?.hints ?? 0;
  // What was opened on an earlier visit is open again.
  useEffect(() => setShown((before) => Math.max(before, reached)), [reached]);

  const isLast = shown >= hints.length;
  const open = () => {
    if (isLast) change((before) => ({ ...before, sawSolution: true }));
    else {
      setShown(shown + 1);
      change((before) => ({ ...before, hints: Math.max(before.hints, shown + 1) }));
    }
  };
  if (isLast && known?.sawSolution === true && shown === 0) return null;
  return (
    <section aria-label={words.title} data-point="hints" className="grid gap-2 text-base leading-normal">
      {shown > 0 && (
        <ol className="grid gap-2">
          {hints.slice(0, shown).map((hint, index) => (
            <li key={hint} className="border-accent border-l-2 pl-3">
              <span className="block text-ink-soft text-sm">{words.rungs[index]}</span>
              <InlineText>{hint}</InlineText>
            </li>
          ))}
        </ol>
      )}
      {!(isLast && known?.sawSolution === true) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Button
            disabled={!isLive}
            aria-disabled={!gate.isOpen || undefined}
            onClick={() => gate.isOpen && open()}
          >
            <Lightbulb aria-hidden="true" className="size-4" />
            {shown === 0 ? words.show : isLast ? words.solution : words.next}
          </Button>
          {!gate.isOpen && <span className="text-ink-soft text-sm">{words.wait}</span>}
        </div>
      )}
    </section>
  );
}
