"use client";

import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Guess } from "#lib/lessons/progress.ts";
import { BarsGuess } from "./bars-guess.tsx";
import { ChoiceGuess } from "./choice-guess.tsx";
import { DurationGuess } from "./duration-guess.tsx";
import { InlineText } from "./inline-text.tsx";
import type { AskedPrediction } from "./lesson-facts.ts";
import { useLesson } from "./lesson-session.tsx";
import { PredictionResult } from "./prediction-result.tsx";

type PredictionQuestionProps = { readonly name: string; readonly prediction: AskedPrediction };

/** One guess before the run. It gates nothing: one click skips it, and it can be changed at any time. */
export function PredictionQuestion({ name, prediction }: PredictionQuestionProps) {
  const words = useText().text.lessons.predict;
  const { facts, known, isLive, change } = useLesson();
  const [isOpen, setOpen] = useState(true);
  const ask = facts.text.predictions[name]?.ask ?? "";
  const guess = known?.guesses[name];
  const [isChanging, setChanging] = useState(false);

  const keep = (next: Guess) => {
    change((before) => ({ ...before, guesses: { ...before.guesses, [name]: next } }));
    setChanging(false);
  };

  if (guess !== undefined && !isChanging)
    return (
      <Frame>
        <p className="font-medium">
          <InlineText>{ask}</InlineText>
        </p>
        <PredictionResult name={name} prediction={prediction} guess={guess} />
        <Button
          size="small"
          variant="ghost"
          className="-ml-2 justify-self-start"
          onClick={() => setChanging(true)}
        >
          {words.change}
        </Button>
      </Frame>
    );
  if (!isOpen)
    return (
      <Frame>
        <p className="flex flex-wrap items-center gap-2 text-ink-soft text-sm">
          {words.skipped}
          <Button size="small" variant="ghost" onClick={() => setOpen(true)}>
            {words.guessAgain}
          </Button>
        </p>
      </Frame>
    );
  return (
    <Frame>
      <GuessForm name={name} ask={ask} prediction={prediction} guess={guess} isLive={isLive} onKeep={keep} />
      <Button
        size="small"
        variant="ghost"
        className="-ml-2 justify-self-start"
        disabled={!isLive}
        onClick={() => (isChanging ? setChanging(false) : setOpen(false))}
      >
        {words.skip}
      </Button>
    </Frame>
  );
}

type GuessFormProps = PredictionQuestionProps & {
  readonly ask: string;
  readonly guess: Guess | undefined;
  readonly isLive: boolean;
  readonly onKeep: (guess: Guess) => void;
};

function GuessForm({ name, ask, prediction, guess, isLive, onKeep }: GuessFormProps) {
  const { facts } = useLesson();
  const label = <InlineText>{ask}</InlineText>;
  switch (prediction.kind) {
    case "choice":
      return (
        <ChoiceGuess
          ask={label}
          guess={typeof guess === "string" ? guess : null}
          disabled={!isLive}
          onKeep={onKeep}
          options={prediction.options.map((value) => ({
            value,
            label: <InlineText>{facts.text.predictions[name]?.options[value] ?? value}</InlineText>,
          }))}
        />
      );
    case "duration":
      return (
        <DurationGuess
          ask={label}
          guessUs={typeof guess === "number" ? guess : null}
          disabled={!isLive}
          onKeep={onKeep}
        />
      );
    case "bars":
      return (
        <BarsGuess
          ask={label}
          count={prediction.bars}
          guess={Array.isArray(guess) ? guess : null}
          disabled={!isLive}
          onKeep={onKeep}
        />
      );
  }
}

function Frame({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-control border border-hairline bg-surface-sunken p-3 text-base leading-normal [&_p_code]:whitespace-normal">
      {children}
    </div>
  );
}
