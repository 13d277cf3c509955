"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { composeDisproof } from "#lib/lessons/compose-disproof.ts";
import { kindOf } from "#lib/lessons/disproof.ts";
import { InlineText, plainText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";
import { OptionList } from "./option-list.tsx";

/** One question after the run. A wrong answer is told its misconception, and offers the run that shows it. */
export function WhyQuestion() {
  const { locale, text } = useText();
  const words = text.lessons.notice;
  const { facts, isLive } = useLesson();
  const [chosen, setChosen] = useState<string | null>(null);
  const { ask, options } = facts.text.why;
  const isRight = chosen === facts.why.answer;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-control border border-hairline bg-surface-sunken p-3 text-base leading-normal [&_p_code]:whitespace-normal">
      <OptionList
        label={<InlineText>{ask}</InlineText>}
        value={chosen}
        disabled={!isLive}
        onChange={setChosen}
        options={facts.why.options.map((value) => ({
          value,
          label: <InlineText>{options[value]?.text ?? value}</InlineText>,
        }))}
      />
      <div role="status" className="empty:hidden">
        {chosen !== null && (
          <p className="border-l-2 pl-3" style={{ borderColor: isRight ? "var(--ok)" : "var(--limit)" }}>
            <strong className="font-semibold">{isRight ? words.right : words.wrong}</strong>
            {locale === "en" && " "}
            <InlineText>{options[chosen]?.reply ?? ""}</InlineText>
          </p>
        )}
      </div>
      {chosen !== null && !isRight && <Disproof option={chosen} />}
    </div>
  );
}

function Disproof({ option }: { readonly option: string }) {
  const words = useText().text.lessons.notice;
  const { facts, bench, showResult } = useLesson();
  const disproof = facts.why.disproof[option];
  if (disproof === undefined) return null;
  const run = () => {
    const text = plainText(facts.text.why.options[option]?.text ?? option).replace(/[.。]$/, "");
    bench?.runOther({
      ...composeDisproof(facts, disproof),
      title: formatText(words.disproofTitle, { text }),
    });
    showResult();
  };
  const { button, note } = words.disproofs[kindOf(disproof)];
  return (
    <div className="grid justify-items-start gap-1">
      <Button disabled={bench === null} onClick={run}>
        <Play aria-hidden="true" className="size-4" />
        {button}
      </Button>
      <p className="text-ink-soft text-sm">{note}</p>
    </div>
  );
}
