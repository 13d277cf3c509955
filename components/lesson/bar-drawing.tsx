"use client";

import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { useWidth } from "#components/timeline/use-width.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { Bar, BarAxis, BarEnd } from "./bar-axis.ts";

type BarDrawingProps = {
  /** Outlined: the guess. */
  readonly bars: readonly Bar[];
  /** Filled: what was measured. */
  readonly seen?: readonly Bar[];
  readonly axis: BarAxis;
  readonly label?: string;
  readonly describedBy?: string;
  /** Absent: the bars stand still. */
  readonly onMove?: (index: number, end: BarEnd, byUs: number) => void;
};

const rowPx = 22;
/** Until the browser has measured it. */
const usualPx = 400;
const leftPx = 18;
const tenth = 100_000;

/** One row a call on an axis of seconds. */
export function BarDrawing({ bars, seen = [], axis, label, describedBy, onMove }: BarDrawingProps) {
  const rows = Math.max(bars.length, seen.length);
  const heightPx = rows * rowPx + 18;
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame) || usualPx;
  const xOf = (us: number) => leftPx + (us / axis.toUs) * (widthPx - leftPx - 8);
  const usOf = (px: number) => (px * axis.toUs) / (widthPx - leftPx - 8);
  const ticks = Array.from({ length: Math.floor(axis.toUs / axis.stepUs) + 1 }, (_, at) => at * axis.stepUs);
  return (
    <div ref={frame}>
      <svg
        viewBox={`0 0 ${widthPx} ${heightPx}`}
        role={onMove === undefined ? "img" : "group"}
        aria-label={label}
        aria-describedby={describedBy}
        className="w-full touch-pan-y select-none rounded-control bg-timeline-paper"
      >
        {ticks.map((us) => (
          <g key={us}>
            <line x1={xOf(us)} x2={xOf(us)} y1={0} y2={rows * rowPx} stroke="var(--hairline)" />
            <text x={xOf(us)} y={heightPx - 5} textAnchor="middle" fontSize="10" fill="var(--ink-soft)">
              {us / 1_000_000} s
            </text>
          </g>
        ))}
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its number
          <g key={index} transform={`translate(0 ${index * rowPx})`}>
            <text x={4} y={15} fontSize="10" fill="var(--ink-soft)">
              {index + 1}
            </text>
            {seen[index] !== undefined && <SeenBar bar={seen[index]} xOf={xOf} />}
            {bars[index] !== undefined && (
              <GuessBar
                bar={bars[index]}
                number={index + 1}
                lastUs={axis.toUs}
                xOf={xOf}
                usOf={usOf}
                onMove={onMove === undefined ? undefined : (end, by) => onMove(index, end, by)}
              />
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

function SeenBar({ bar: [from, to], xOf }: { readonly bar: Bar; readonly xOf: (us: number) => number }) {
  const width = Math.max(2, xOf(to) - xOf(from));
  return <rect x={xOf(from)} y={6} width={width} height={10} rx={2} fill="var(--phase-execution)" />;
}

type GuessBarProps = {
  readonly bar: Bar;
  readonly number: number;
  readonly lastUs: number;
  readonly xOf: (us: number) => number;
  readonly usOf: (px: number) => number;
  readonly onMove: ((end: BarEnd, byUs: number) => void) | undefined;
};

function GuessBar({ bar: [from, to], number, lastUs, xOf, usOf, onMove }: GuessBarProps) {
  const { locale, text } = useText();
  const grasp = useRef<{ end: BarEnd; px: number } | null>(null);
  const [x, width] = [xOf(from), Math.max(2, xOf(to) - xOf(from))];
  const outline = (
    <rect
      x={x}
      y={4}
      width={width}
      height={14}
      rx={3}
      fill={onMove === undefined ? "none" : "var(--accent-soft)"}
      stroke="var(--accent)"
      strokeWidth="1.5"
      strokeDasharray={onMove === undefined ? "4 3" : undefined}
    />
  );
  if (onMove === undefined) return outline;

  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -tenth, ArrowRight: tenth }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onMove(event.shiftKey ? "to" : "both", by);
  };
  const onPointerDown = (event: PointerEvent<SVGGElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const at = event.clientX - box.left;
    const end = box.width < 24 || at > box.width - 10 ? "to" : at < 10 ? "from" : "both";
    grasp.current = { end, px: event.clientX };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (grasp.current === null) return;
    const by = usOf(event.clientX - grasp.current.px);
    // Bars move in tenths: the rest of a small step waits for the next one.
    const whole = Math.trunc(by / tenth) * tenth;
    if (whole === 0) return;
    onMove(grasp.current.end, whole);
    grasp.current = {
      ...grasp.current,
      px: grasp.current.px + (event.clientX - grasp.current.px) * (whole / by),
    };
  };
  const says = `${formatDuration(locale, from)} – ${formatDuration(locale, to)}`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a bar with two ends is no native range
    <g
      role="slider"
      tabIndex={0}
      aria-label={formatText(text.lessons.predict.bar, { number })}
      aria-valuemin={0}
      aria-valuemax={lastUs / 1_000_000}
      aria-valuenow={from / 1_000_000}
      aria-valuetext={says}
      className="cursor-grab touch-none"
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        grasp.current = null;
      }}
      onPointerCancel={() => {
        grasp.current = null;
      }}
    >
      {outline}
      <rect x={x + width - 4} y={7} width={2} height={8} fill="var(--accent)" />
    </g>
  );
}
