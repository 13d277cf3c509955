"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";

type DurationGuessProps = {
  readonly ask: ReactNode;
  readonly guessUs: number | null;
  readonly disabled: boolean;
  readonly onKeep: (us: number) => void;
};

/** A guess in seconds. */
export function DurationGuess({ ask, guessUs, disabled, onKeep }: DurationGuessProps) {
  const words = useText().text.lessons.predict;
  const [seconds, setSeconds] = useState(guessUs === null ? "" : String(guessUs / 1_000_000));
  const value = Number.parseFloat(seconds.replace(",", "."));
  const isGuess = Number.isFinite(value) && value >= 0;
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (isGuess) onKeep(Math.round(value * 1_000_000));
  };
  return (
    <form onSubmit={keep} className="grid gap-2">
      <p className="font-medium">{ask}</p>
      <div className="flex flex-wrap items-center gap-2">
        <input
          type="text"
          inputMode="decimal"
          aria-label={words.secondsLabel}
          value={seconds}
          disabled={disabled}
          onChange={(event) => setSeconds(event.target.value)}
          className="h-control w-20 rounded-control border border-hairline-strong bg-surface-raised px-2 text-base"
        />
        <span className="text-ink-soft text-sm">{words.seconds}</span>
        <Button type="submit" disabled={disabled || !isGuess}>
          {words.save}
        </Button>
      </div>
    </form>
  );
}
