"use client";

import { Play, Square } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { useLesson } from "./lesson-session.tsx";

/** Runs what the lesson shows, with the code as it stands. */
export function RunStep() {
  const words = useText().text.lessons.run;
  const { facts, bench, view, showResult } = useLesson();
  const isRunning = view?.isRunning === true;
  return (
    <div className="grid gap-2 text-base leading-normal">
      <p className="text-ink-soft text-sm">{formatText(words.waiting, { title: facts.shown.title })}</p>
      <div className="flex flex-wrap items-center gap-3">
        {isRunning ? (
          <Button variant="quiet" onClick={() => bench?.stop()}>
            <Square aria-hidden="true" className="size-4" />
            {words.stop}
          </Button>
        ) : (
          <Button
            variant="primary"
            disabled={bench === null}
            onClick={() => {
              bench?.run();
              showResult();
            }}
          >
            <Play aria-hidden="true" className="size-4" />
            {view?.latest == null ? words.now : words.again}
          </Button>
        )}
        <span className="text-ink-soft text-sm">
          {isRunning ? words.running : view?.latest == null ? "" : words.done}
        </span>
      </div>
    </div>
  );
}
