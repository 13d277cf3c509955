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
  if (prediction.kind === "choice" && typeof guess === "string")
    return <ChoiceResult name={name} prediction={prediction} guess={guess} />;
  if (prediction.kind === "duration" && typeof guess === "number")
    return <DurationResult name={name} guessUs={guess} />;
  if (prediction.kind === "bars" && Array.isArray(guess)) return <BarsResult guess={guess} />;
  return null;
}

type SaidProps = {
  readonly children: string;
  /** What the guess is kept for, while nothing shows the answer. */
  readonly waitsFor: string | null;
};

function Said({ children, waitsFor }: SaidProps) {
  return (
    <>
      <p className="text-base">
        <InlineText>{children}</InlineText>
      </p>
      {waitsFor !== null && <p className="text-ink-soft text-sm">{waitsFor}</p>}
    </>
  );
}

type ChoiceResultProps = {
  readonly name: string;
  readonly prediction: Extract<AskedPrediction, { kind: "choice" }>;
  readonly guess: string;
};

function ChoiceResult({ name, prediction, guess }: ChoiceResultProps) {
  const words = useText().text.lessons.predict;
  const options = useLesson().facts.text.predictions[name]?.options ?? {};
  const { answer, isLater } = prediction;
  const values = { guess: options[guess] ?? guess, answer: options[answer] ?? answer };
  const sentence = guess === answer ? words.choiceRight : words.choiceWrong;
  return useIsShown(name, isLater) ? (
    <Said waitsFor={null}>{closeHanGaps(formatText(sentence, values))}</Said>
  ) : (
    <Said waitsFor={isLater ? words.waitingForLater : words.waiting}>
      {closeHanGaps(formatText(words.yours, values))}
    </Said>
  );
}

/** Whether a run of the learner's own shows the answer: the first one, or the one that the lesson waits for. */
function useIsShown(name: string, isLater: boolean): boolean {
  const { lesson, view, known } = useLesson();
  const prediction = lesson?.predictions[name];
  const shownBy = prediction?.kind === "choice" ? prediction.shownBy : undefined;
  if (isLater && known?.passedAtUnixMs != null) return true;
  if (!isLater) return view?.latest != null;
  return shownBy !== undefined && (view?.own ?? []).some((record) => shownBy(toRun("run", record)));
}

function DurationResult({ name, guessUs }: { readonly name: string; readonly guessUs: number }) {
  const { locale, text } = useText();
  const words = text.lessons.predict;
  const { lesson, view } = useLesson();
  const guess = formatDuration(locale, guessUs);
  const latest = view?.latest;
  const prediction = lesson?.predictions[name];
  if (latest == null || prediction?.kind !== "duration")
    return <Said waitsFor={latest == null ? words.waiting : null}>{formatText(words.yours, { guess })}</Said>;
  const seenUs = prediction.seen(toRun("run", latest));
  if (seenUs === undefined)
    return <Said waitsFor={null}>{`${formatText(words.yours, { guess })} ${words.notMeasured}`}</Said>;
  const apartUs = seenUs - guessUs;
  const isSame = Math.abs(apartUs) <= 0.02 * Math.max(seenUs, guessUs);
  const sentence = isSame ? words.same : apartUs > 0 ? words.longer : words.shorter;
  const difference = formatText(sentence, { difference: formatDuration(locale, Math.abs(apartUs)) });
  const seen = formatDuration(locale, seenUs);
  return <Said waitsFor={null}>{formatText(words.durationSeen, { guess, seen, difference })}</Said>;
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
