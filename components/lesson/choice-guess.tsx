"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { type Option, OptionList } from "./option-list.tsx";

type ChoiceGuessProps = {
  readonly ask: ReactNode;
  readonly options: readonly Option[];
  readonly guess: string | null;
  readonly disabled: boolean;
  readonly onKeep: (value: string) => void;
};

/** A guess among a few. Kept by a button: arrow keys choose on their way. */
export function ChoiceGuess({ ask, options, guess, disabled, onKeep }: ChoiceGuessProps) {
  const words = useText().text.lessons.predict;
  const [chosen, setChosen] = useState(guess);
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== null) onKeep(chosen);
  };
  return (
    <form onSubmit={keep} className="grid gap-2">
      <OptionList label={ask} options={options} value={chosen} disabled={disabled} onChange={setChosen} />
      <Button type="submit" className="justify-self-start" disabled={disabled || chosen === null}>
        {words.save}
      </Button>
    </form>
  );
}
