"use client";

import { type ChangeEvent, type KeyboardEvent, useState } from "react";

type NumberDraftOptions = {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
};

/**
 * What stands in a number's text field while it is being typed. Valid text is passed on at once; invalid text stays
 * until the field is left, which brings the last valid value back.
 */
export function useNumberDraft({ value, min, max, step, onChange }: NumberDraftOptions) {
  const [draft, setDraft] = useState<string | null>(null);
  const typed = draft === null ? value : parseNumber(draft);
  const invalid = typed === null || typed < min || typed > max;

  const set = (next: string) => {
    setDraft(next);
    const number = parseNumber(next);
    if (number !== null && number >= min && number <= max) onChange(number);
  };

  return {
    invalid,
    inputProps: {
      value: draft ?? String(value),
      onChange: (event: ChangeEvent<HTMLInputElement>) => set(event.target.value),
      onBlur: () => setDraft(null),
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
        const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (event.key === "Escape" && draft !== null) setDraft(null);
        if (direction === undefined) return;
        event.preventDefault();
        const next = Math.min(max, Math.max(min, value + direction * step * (event.shiftKey ? 10 : 1)));
        setDraft(null);
        onChange(Number(next.toFixed(6)));
      },
    },
  };
}

/** Accepts what people type: spaces, full-width digits, a decimal comma. Null when it is no number. */
export function parseNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "").replace(",", ".");
  return /^-?\d+(\.\d*)?$|^-?\.\d+$/.test(plain) ? Number(plain) : null;
}
