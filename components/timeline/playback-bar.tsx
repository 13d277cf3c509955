"use client";

import { Pause, Play, SkipBack, SkipForward } from "lucide-react";
import type { KeyboardEvent, PointerEvent } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Select } from "#components/ui/select.tsx";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { durationUnit, formatDuration } from "#lib/timeline/format-duration.ts";
import { useMedia } from "./use-media.ts";
import type { PlaybackControl } from "./use-playback.ts";

type PlaybackBarProps = {
  readonly control: PlaybackControl;
  readonly endUs: number;
  readonly labels: readonly string[];
  readonly disabled: boolean;
};

const speeds = [1 / 64, 1 / 16, 1 / 4, 1 / 2, 1, 2, 4] as const;

/** Play, step and scrub through the runs. Who asked for less motion gets steps and the slider, no play. */
export function PlaybackBar({ control, endUs, labels, disabled }: PlaybackBarProps) {
  const { locale, text } = useText();
  const words = text.timeline.playback;
  const still = useMedia("(prefers-reduced-motion: reduce)");
  const atUs = control.playheadUs ?? endUs;
  const unit = durationUnit(endUs);
  const time = formatDuration(locale, atUs, unit);
  const counts = control.counts
    .map((count, i) => `${labels[i] ?? ""} ${formatText(words.counts, count)}`)
    .join("; ");
  const options = [
    { value: "fit", label: words.fitSpeed },
    ...speeds.map((speed) => ({
      value: String(speed),
      label:
        speed < 1
          ? formatText(words.speedPart, { factor: formatNumber(locale, 1 / speed) })
          : formatText(words.speedTimes, { factor: formatNumber(locale, speed) }),
    })),
  ];

  const scrub = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    control.seek(((event.clientX - box.left) / box.width) * endUs);
  };

  return (
    <fieldset
      aria-label={words.label}
      disabled={disabled}
      className={`flex flex-wrap items-center gap-x-1 gap-y-1.5 ${disabled ? "opacity-50" : ""}`}
    >
      <IconButton
        label={words.previous}
        icon={<SkipBack />}
        size="small"
        keys={[","]}
        onClick={() => control.step("previous")}
      />
      {!still && (
        <IconButton
          label={control.isPlaying ? words.pause : words.play}
          icon={control.isPlaying ? <Pause /> : <Play />}
          size="small"
          keys={["Space"]}
          onClick={control.toggle}
        />
      )}
      <IconButton
        label={words.next}
        icon={<SkipForward />}
        size="small"
        keys={["."]}
        onClick={() => control.step("next")}
      />
      <div
        role="slider"
        tabIndex={disabled ? -1 : 0}
        aria-label={words.slider}
        aria-disabled={disabled}
        aria-valuemin={0}
        aria-valuemax={Math.round(endUs / 1_000)}
        aria-valuenow={Math.round(atUs / 1_000)}
        aria-valuetext={formatText(words.at, { time, counts })}
        className="relative mx-2 h-6 min-w-32 flex-1 cursor-pointer touch-none rounded-sm"
        onKeyDown={(event) => moveBy(event, control, endUs)}
        onPointerDown={(event) => {
          if (disabled) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          scrub(event);
        }}
        onPointerMove={(event) => {
          if (!disabled && event.currentTarget.hasPointerCapture(event.pointerId)) scrub(event);
        }}
      >
        <span className="absolute inset-x-0 top-2.5 h-1 rounded-full bg-hairline-strong" />
        <span
          className="absolute top-2.5 left-0 h-1 rounded-full bg-accent"
          style={{ width: `${share(atUs, endUs)}%` }}
        />
        <span
          className="absolute top-1 size-4 -translate-x-1/2 rounded-full border-2 border-accent bg-surface-raised"
          style={{ left: `${share(atUs, endUs)}%` }}
        />
      </div>
      <span className="min-w-16 text-right text-ink-soft text-xs tabular-nums">{time}</span>
      {!still && (
        <Select
          label={words.speed}
          hideLabel
          value={String(control.speed)}
          onChange={(value) => control.setSpeed(value === "fit" ? "fit" : Number(value))}
          options={options}
          className="ml-1 w-28"
        />
      )}
    </fieldset>
  );
}

function share(atUs: number, endUs: number): number {
  return endUs <= 0 ? 0 : Math.min(100, (atUs / endUs) * 100);
}

/** On the slider the arrows lead from event to event (WAI-ARIA slider pattern, with our events as its steps). */
function moveBy(event: KeyboardEvent, control: PlaybackControl, endUs: number): void {
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  const here = control.playheadUs ?? endUs;
  switch (event.key) {
    case "ArrowLeft":
    case "ArrowDown":
      control.step("previous");
      break;
    case "ArrowRight":
    case "ArrowUp":
      control.step("next");
      break;
    case "Home":
      control.seek(0);
      break;
    case "End":
      control.seek(null);
      break;
    case "[":
      control.seek(here - endUs / 100);
      break;
    case "]":
      control.seek(here + endUs / 100);
      break;
    case " ":
      control.toggle();
      break;
    default:
      return;
  }
  event.preventDefault();
}
