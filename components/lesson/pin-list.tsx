"use client";

import { useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { InlineText, plainText } from "./inline-text.tsx";
import { useLesson } from "./lesson-session.tsx";
import { PinNumber } from "./pin-number.tsx";
import { pinnedRun } from "./pinned-run.ts";
import { usePin } from "./use-pin.ts";

/** What to notice, numbered; focus or a click in the list points at the call in the timeline. */
export function PinList() {
  const { locale, text } = useText();
  const words = text.lessons.notice;
  const { facts, view } = useLesson();
  const title = useId();
  const isElsewhere = view?.shown != null && pinnedRun(facts, view) === null;
  return (
    <div className="mb-4 max-w-[62ch] rounded-control border border-hairline bg-surface-sunken px-1.5 pt-2 pb-1.5">
      <p id={title} className="mb-1 px-2 text-ink-soft text-sm">
        {formatPlural(locale, words.lookAt, facts.pins.length)}
      </p>
      {isElsewhere && (
        <p className="mb-1 px-2 text-sm text-stale">
          {formatText(words.elsewhere, { title: facts.shown.title })}
        </p>
      )}
      <ol aria-labelledby={title} className="grid gap-0.5 text-base leading-normal">
        {facts.pins.map((id) => (
          <PinItem key={id} id={id} />
        ))}
      </ol>
    </div>
  );
}

function PinItem({ id }: { readonly id: string }) {
  const words = useText().text.lessons.notice;
  const { facts } = useLesson();
  const { number, isMissing, isLive, point, leave, showAndPoint } = usePin(id);
  const says = facts.text.pins[id] ?? "";
  return (
    <li>
      <button
        type="button"
        disabled={!isLive}
        onFocus={point}
        onBlur={leave}
        onClick={showAndPoint}
        aria-label={formatText(words.pin, { number, text: plainText(says) })}
        className="flex w-full items-start gap-2.5 rounded-control px-2 py-1.5 text-left hover:bg-ink/6 disabled:opacity-100"
      >
        <PinNumber number={number} />
        <span className="min-w-0">
          <InlineText>{says}</InlineText>
          {isLive && isMissing && <span className="block text-ink-soft text-sm">{words.missing}</span>}
        </span>
      </button>
    </li>
  );
}
