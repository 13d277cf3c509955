"use client";

import * as RadixSlider from "@radix-ui/react-slider";
import { type ReactNode, useId } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { classNames } from "./class-names.ts";
import { useNumberDraft } from "./use-number-draft.ts";

type NumberFieldProps = {
  readonly label: string;
  readonly value: number;
  /** Called with every value inside the bounds, while typing and while sliding. */
  readonly onChange: (value: number) => void;
  readonly min: number;
  readonly max: number;
  /** 0 is taken although `min` is above it. */
  readonly zeroToo?: boolean;
  /** Fractions are not taken. */
  readonly whole?: boolean;
  /** Step of the slider and of the arrow keys; typed values may lie between. */
  readonly step?: number;
  readonly unit?: string;
  /** One line saying what the number does. */
  readonly hint?: ReactNode;
  /** Stands beside the label, for a badge. */
  readonly badge?: ReactNode;
  /** The slider ends here while typing may go up to `max`. */
  readonly sliderMax?: number;
  readonly disabled?: boolean;
  readonly className?: string;
};

/** A number that can be typed or slid, with its unit, bounds and a sentence when it is out of them. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, onChange, min, max, step = 1, unit, hint, badge, disabled = false } = props;
  const { zeroToo = false, whole = false } = props;
  const id = useId();
  const { locale, text } = useText();
  const draft = useNumberDraft({ value, min, max, zeroToo, whole, step, onChange });
  const sliderMax = props.sliderMax ?? max;
  const described = [
    hint !== undefined && `${id}-hint`,
    (draft.invalid || draft.refused !== null) && `${id}-error`,
  ].filter(Boolean);
  const words = text.site.ui;
  const range = formatText(rangeWords(words, zeroToo, whole), {
    min: formatNumber(locale, min),
    max: unit === undefined ? formatNumber(locale, max) : `${formatNumber(locale, max)} ${unit}`,
  });
  const kept = unit === undefined ? String(value) : `${value} ${unit}`;

  return (
    <div className={classNames("grid min-w-0 gap-1", disabled && "opacity-50", props.className)}>
      <div className="flex min-w-0 items-center gap-2">
        <label htmlFor={id} className="min-w-0 text-ink text-sm">
          {label}
        </label>
        {badge}
      </div>
      <div className="flex items-center gap-3">
        <RadixSlider.Root
          className="relative flex h-control min-w-0 flex-1 touch-none select-none items-center"
          min={zeroToo ? 0 : min}
          max={sliderMax}
          step={step}
          value={[Math.min(value, sliderMax)]}
          disabled={disabled}
          onValueChange={([next]) => next !== undefined && draft.slide(next)}
        >
          <RadixSlider.Track className="relative h-1 grow rounded-full bg-hairline-strong">
            <RadixSlider.Range className="absolute h-full rounded-full bg-accent" />
          </RadixSlider.Track>
          <RadixSlider.Thumb
            aria-label={label}
            aria-valuetext={unit === undefined ? undefined : `${value} ${unit}`}
            className="block size-4 rounded-full border-2 border-accent bg-surface-raised pointer-coarse:size-6"
          />
        </RadixSlider.Root>
        <span
          className={classNames(
            "flex h-control w-26 shrink-0 items-center rounded-control border bg-surface-raised pr-2 has-focus-visible:outline-2 has-focus-visible:outline-accent",
            draft.invalid ? "border-failed" : "border-hairline-strong",
          )}
        >
          <input
            id={id}
            inputMode="decimal"
            autoComplete="off"
            className="h-full w-full min-w-0 flex-1 bg-transparent pl-2 text-right font-mono text-sm outline-none"
            disabled={disabled}
            aria-invalid={draft.invalid || undefined}
            aria-describedby={described.length > 0 ? described.join(" ") : undefined}
            {...draft.inputProps}
          />
          {unit !== undefined && (
            <span aria-hidden="true" className="pl-1.5 text-ink-faint text-xs">
              {unit}
            </span>
          )}
        </span>
      </div>
      {(draft.invalid || draft.refused !== null) && (
        <p
          id={`${id}-error`}
          role="alert"
          className={draft.invalid ? "text-failed text-xs" : "text-limit text-xs"}
        >
          {draft.refused === null
            ? range
            : formatText(words.numberKept, { typed: draft.refused.slice(0, 20), range, kept })}
        </p>
      )}
      {hint !== undefined && (
        <p id={`${id}-hint`} className="text-ink-faint text-xs">
          {hint}
        </p>
      )}
    </div>
  );
}

type RangeWords = {
  readonly numberRange: string;
  readonly wholeRange: string;
  readonly zeroOrRange: string;
};

function rangeWords(words: RangeWords, zeroToo: boolean, whole: boolean): string {
  if (zeroToo) return words.zeroOrRange;
  return whole ? words.wholeRange : words.numberRange;
}
