"use client";

import { type ReactNode, useId, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { type Bar, type BarEnd, barAxis, moveBar } from "./bar-axis.ts";
import { BarDrawing } from "./bar-drawing.tsx";
import { useLesson } from "./lesson-session.tsx";

type BarsGuessProps = {
  readonly ask: ReactNode;
  readonly count: number;
  readonly guess: readonly Bar[] | null;
  readonly disabled: boolean;
  readonly onKeep: (bars: Bar[]) => void;
};

/** Draw when each call begins and ends: by dragging, by arrow keys, or in fields. */
export function BarsGuess({ ask, count, guess, disabled, onKeep }: BarsGuessProps) {
  const words = useText().text.lessons.predict;
  const { facts } = useLesson();
  const axis = barAxis(facts.recordedUs);
  const helpId = useId();
  const [bars, setBars] = useState<readonly Bar[]>(
    () => guess ?? Array.from({ length: count }, (): Bar => [0, axis.stepUs]),
  );
  const move = (index: number, end: BarEnd, byUs: number) =>
    setBars((before) => before.map((bar, at) => (at === index ? moveBar(bar, end, byUs, axis) : bar)));
  return (
    <div className="grid gap-2">
      <p className="font-medium">{ask}</p>
      <p id={helpId} className="text-ink-soft text-sm">
        {words.bars} {words.barHelp}
      </p>
      <BarDrawing bars={bars} axis={axis} describedBy={helpId} {...(disabled ? {} : { onMove: move })} />
      <details className="text-sm">
        <summary className="py-1 text-ink-soft">{words.seconds}</summary>
        <div className="grid grid-cols-[auto_1fr_1fr] items-center gap-x-2 gap-y-1 py-1">
          {bars.map((bar, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its number
            <BarFields key={index} number={index + 1} bar={bar} onMove={(end, by) => move(index, end, by)} />
          ))}
        </div>
      </details>
      <Button
        className="justify-self-start"
        disabled={disabled}
        onClick={() => onKeep(bars.map((bar) => [...bar]))}
      >
        {words.save}
      </Button>
    </div>
  );
}

type BarFieldsProps = {
  readonly number: number;
  readonly bar: Bar;
  readonly onMove: (end: BarEnd, byUs: number) => void;
};

function BarFields({ number, bar: [fromUs, toUs], onMove }: BarFieldsProps) {
  const words = useText().text.lessons.predict;
  const field = (label: string, us: number, end: BarEnd) => (
    <input
      type="number"
      min={0}
      step={0.1}
      aria-label={formatText(label, { number })}
      value={Math.round(us / 100_000) / 10}
      onChange={(event) => {
        const seconds = event.target.valueAsNumber;
        if (Number.isFinite(seconds)) onMove(end, seconds * 1_000_000 - us);
      }}
      className="h-control w-full min-w-0 rounded-control border border-hairline-strong bg-surface-raised px-2"
    />
  );
  return (
    <>
      <span className="text-ink-soft">{formatText(words.bar, { number })}</span>
      {field(words.barFrom, fromUs, "from")}
      {field(words.barTo, toUs, "to")}
    </>
  );
}
