"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { closeHanGaps, formatText } from "#lib/i18n/format-text.ts";
import { toRun } from "#lib/lessons/evidence.ts";
import type { Guess } from "#lib/lessons/progress.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { type Bar, barAxis, meanDifference } from "./bar-axis.ts";
import { BarDrawing } from "./bar-drawing.tsx";
import { InlineText } from "./inline-text.tsx";
import type { AskedPrediction } from "./lesson-facts.ts";
import { useLesson } from "./lesson-session.tsx";

type PredictionResultProps = {
  readonly name: string;
  readonly prediction: AskedPrediction;
  readonly guess: Guess;
};

/** The guess, and beside it what the learner's own run has shown once there is one. */
export function PredictionResult({ name, prediction, guess }: PredictionResultProps) {
  const { view } = useLesson();
  const hasRun = view?.latest != null;
  if (prediction.kind === "choice" && typeof guess === "string")
    return <ChoiceResult name={name} answer={prediction.answer} guess={guess} hasRun={hasRun} />;
  if (prediction.kind === "duration" && typeof guess === "number")
    return <DurationResult name={name} guessUs={guess} />;
  if (prediction.kind === "bars" && Array.isArray(guess)) return <BarsResult guess={guess} />;
  return null;
}

function Said({ children }: { readonly children: string }) {
  const words = useText().text.lessons.predict;
  const { view } = useLesson();
  return (
    <>
      <p className="text-base">
        <InlineText>{children}</InlineText>
      </p>
      {view?.latest == null && <p className="text-ink-soft text-sm">{words.waiting}</p>}
    </>
  );
}

type ChoiceResultProps = {
  readonly name: string;
  readonly answer: string;
  readonly guess: string;
  readonly hasRun: boolean;
};

function ChoiceResult({ name, answer, guess, hasRun }: ChoiceResultProps) {
  const words = useText().text.lessons.predict;
  const options = useLesson().facts.text.predictions[name]?.options ?? {};
  const values = { guess: options[guess] ?? guess, answer: options[answer] ?? answer };
  const sentence = !hasRun ? words.yours : guess === answer ? words.choiceRight : words.choiceWrong;
  return <Said>{closeHanGaps(formatText(sentence, values))}</Said>;
}

function DurationResult({ name, guessUs }: { readonly name: string; readonly guessUs: number }) {
  const { locale, text } = useText();
  const words = text.lessons.predict;
  const { lesson, view } = useLesson();
  const guess = formatDuration(locale, guessUs);
  const latest = view?.latest;
  const prediction = lesson?.predictions[name];
  if (latest == null || prediction?.kind !== "duration")
    return <Said>{formatText(words.yours, { guess })}</Said>;
  const seenUs = prediction.seen(toRun("run", latest));
  if (seenUs === undefined)
    return <Said>{`${formatText(words.yours, { guess })} ${words.notMeasured}`}</Said>;
  const apartUs = seenUs - guessUs;
  const isSame = Math.abs(apartUs) <= 0.02 * Math.max(seenUs, guessUs);
  const sentence = isSame ? words.same : apartUs > 0 ? words.longer : words.shorter;
  const difference = formatText(sentence, { difference: formatDuration(locale, Math.abs(apartUs)) });
  const seen = formatDuration(locale, seenUs);
  return <Said>{formatText(words.durationSeen, { guess, seen, difference })}</Said>;
}

function BarsResult({ guess }: { readonly guess: Bar[] }) {
  const { locale, text } = useText();
  const words = text.lessons.predict;
  const { facts, view } = useLesson();
  const latest = view?.latest;
  const seen =
    latest == null
      ? []
      : toRun("run", latest).calls.flatMap(({ intended, resumed }): Bar[] =>
          intended === undefined || resumed === undefined ? [] : [[intended, resumed]],
        );
  const lastUs = Math.max(facts.recordedUs ?? 0, ...seen.map(([, to]) => to / 1.2));
  const apartUs = meanDifference(guess, seen);
  return (
    <>
      <BarDrawing bars={guess} seen={seen} axis={barAxis(lastUs === 0 ? null : lastUs)} label={words.ghost} />
      <p className="text-ink-soft text-sm">
        {apartUs === null
          ? words.waiting
          : formatText(words.barsSeen, { difference: formatDuration(locale, apartUs) })}
      </p>
    </>
  );
}
