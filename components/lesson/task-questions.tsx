"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { InlineText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";
import { OptionList } from "./option-list.tsx";

/** Questions whose answers the check reads together with the runs. */
export function TaskQuestions() {
  const words = useText().text.lessons.check;
  const { facts, known, isLive, change } = useLesson();
  const keys = Object.keys(facts.questions);
  if (keys.length === 0) return null;
  return (
    <section aria-label={words.answers} className="grid gap-3">
      {keys.map((key) => (
        <div key={key} className="rounded-control border border-hairline bg-surface-sunken p-3">
          <OptionList
            label={<InlineText>{facts.text.questions[key]?.ask ?? key}</InlineText>}
            value={known?.answers[key] ?? null}
            disabled={!isLive}
            onChange={(value) =>
              change((before) => ({ ...before, answers: { ...before.answers, [key]: value } }))
            }
            options={(facts.questions[key]?.options ?? []).map((value) => ({
              value,
              label: <InlineText>{facts.text.questions[key]?.options[value] ?? value}</InlineText>,
            }))}
          />
        </div>
      ))}
    </section>
  );
}
