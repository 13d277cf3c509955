"use client";

import { type ChangeEvent, type KeyboardEvent, useState } from "react";

type NumberDraftOptions = {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 0 is taken although `min` is above it. */
  readonly zeroToo: boolean;
  /** Fractions are not taken. */
  readonly whole: boolean;
  readonly step: number;
  readonly onChange: (value: number) => void;
};

/**
 * What stands in a number's text field while it is being typed. Valid text is passed on at once; invalid text stays
 * until the field is left, which brings the last valid value back and says in `refused` what was not taken.
 */
export function useNumberDraft(options: NumberDraftOptions) {
  const { value, min, max, zeroToo, step, onChange } = options;
  const [draft, setDraft] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const invalid = draft !== null && !isTaken(parseNumber(draft), options);

  const set = (next: string) => {
    setDraft(next);
    setRefused(null);
    const number = parseNumber(next);
    if (number !== null && isTaken(number, options)) onChange(number);
  };
  const slide = (next: number) => {
    setDraft(null);
    setRefused(null);
    onChange(zeroToo && next < min ? 0 : next);
  };
  const move = (direction: number, isLarge: boolean) => {
    const next = Math.min(max, value + direction * step * (isLarge ? 10 : 1));
    slide(Number((zeroToo && next < min ? 0 : Math.max(min, next)).toFixed(6)));
  };

  return {
    invalid,
    /** What was typed and not taken, from when the field was left until it is changed. */
    refused,
    slide,
    inputProps: {
      value: draft ?? String(value),
      onChange: (event: ChangeEvent<HTMLInputElement>) => set(event.target.value),
      onBlur: () => {
        if (invalid) setRefused(draft);
        setDraft(null);
      },
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
        const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
        if (event.key === "Escape" && draft !== null) setDraft(null);
        if (direction === undefined) return;
        event.preventDefault();
        move(direction, event.shiftKey);
      },
    },
  };
}

type Bounds = Pick<NumberDraftOptions, "min" | "max" | "zeroToo" | "whole">;

/** Whether a typed number is one of those that can be meant. */
export function isTaken(number: number | null, { min, max, zeroToo, whole }: Bounds): boolean {
  if (number === null || (whole && !Number.isInteger(number))) return false;
  return (number === 0 && zeroToo) || (number >= min && number <= max);
}

/** Accepts what people type: spaces, full-width digits, a decimal comma. Null when it is no number. */
export function parseNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "").replace(",", ".");
  return /^-?\d+(\.\d*)?$|^-?\.\d+$/.test(plain) ? Number(plain) : null;
}
