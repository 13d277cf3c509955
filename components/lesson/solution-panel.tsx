"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { stillToChoose } from "#lib/lessons/still-to-choose.ts";
import { InlineText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";
import { SettingsChange } from "./settings-change.tsx";
import { SolutionDiff } from "./solution-diff.tsx";

/** The solution against the learner's code and settings: blurred until revealed, applied and undone with one button each. */
export function SolutionPanel() {
  const { text } = useText();
  const words = text.lessons.solution;
  const { facts, known, bench, view, showCode } = useLesson();
  const [isClear, setClear] = useState(false);
  const [undo, setUndo] = useState<(() => void) | null>(null);
  if (known?.sawSolution !== true || view === null) return null;
  const changes = facts.solution.map(({ path, content }) => ({
    path,
    before: view.files.find((file) => file.path === path)?.content ?? "",
    after: content,
  }));
  const hasSettings = stillToChoose(view.settings, facts.solutionSettings).length === 0;
  const choosesSettings = Object.keys(facts.solutionSettings).length > 0;
  const applied = choosesSettings ? words.appliedWithSettings : words.applied;
  const isSame = hasSettings && changes.every(({ before, after }) => before === after);
  return (
    <section
      aria-label={words.title}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-2 text-base leading-normal [&_p_code]:whitespace-normal"
    >
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="mr-auto font-semibold text-base">{words.title}</h3>
        {!isSame && (
          <Button size="small" aria-pressed={isClear} onClick={() => setClear((clear) => !clear)}>
            {isClear ? (
              <EyeOff aria-hidden="true" className="size-4" />
            ) : (
              <Eye aria-hidden="true" className="size-4" />
            )}
            {isClear ? words.hide : words.reveal}
          </Button>
        )}
        {undo !== null && isSame ? (
          <Button
            size="small"
            onClick={() => {
              undo();
              setUndo(null);
            }}
          >
            {words.undo}
          </Button>
        ) : (
          !isSame && (
            <Button
              size="small"
              variant="primary"
              disabled={bench === null}
              onClick={() => {
                const back = bench?.apply(facts.solution, facts.solutionSettings);
                if (back !== undefined) setUndo(() => back);
                showCode();
              }}
            >
              {words.apply}
            </Button>
          )
        )}
      </div>
      <p role="status" className="text-ink-soft text-sm">
        {isSame ? (undo === null ? words.same : applied) : isClear ? words.compare : words.blurred}
      </p>
      {!isSame && isClear && <SettingsChange settings={view.settings} chosen={facts.solutionSettings} />}
      {!isSame && changes.map((change) => <SolutionDiff key={change.path} {...change} isClear={isClear} />)}
      {(isClear || isSame) && (
        <p>
          <InlineText>{facts.text.solution}</InlineText>
        </p>
      )}
    </section>
  );
}
