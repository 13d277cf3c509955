"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { PinNumber } from "./pin-number.tsx";
import { usePin } from "./use-pin.ts";

/** `<Pin id="second"/>` in the prose: the pin's number; focus points at its call in the timeline. */
export function PinMark({ id }: { readonly id: string }) {
  const words = useText().text.lessons.notice;
  const { number, isLive, point, leave, showAndPoint } = usePin(id);
  return (
    <button
      type="button"
      disabled={!isLive}
      onFocus={point}
      onBlur={leave}
      onClick={showAndPoint}
      aria-label={formatText(words.pinTitle, { number })}
      className="mx-0.5 inline-flex rounded-full align-text-bottom disabled:opacity-100"
    >
      <PinNumber number={number} />
    </button>
  );
}
