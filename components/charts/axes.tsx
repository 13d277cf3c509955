import type { XAxisProps, YAxisProps } from "recharts";
import type { Locale } from "#lib/i18n/locales.ts";
import { evenTicks, logTicks } from "#lib/statistics/log-ticks.ts";
import { type DurationUnit, formatDuration } from "#lib/timeline/format-duration.ts";

/** The looks of every axis. */
const axisLook = {
  stroke: "var(--hairline-strong)",
  tick: { fill: "var(--ink-soft)", fontSize: 12 },
  tickLine: { stroke: "var(--hairline-strong)" },
  tickSize: 4,
} as const;

/** A latency axis: logarithmic, with round ticks in one unit. */
export function latencyAxis(
  locale: Locale,
  unit: DurationUnit,
  [from, to]: readonly [number, number],
  maxTicks: number,
) {
  return {
    ...axisLook,
    type: "number",
    scale: "log",
    domain: [from, to],
    allowDataOverflow: true,
    ticks: [...logTicks(from, to, maxTicks)],
    tickFormatter: (us: number) => formatDuration(locale, us, unit),
    interval: "preserveStartEnd",
  } as const satisfies XAxisProps & YAxisProps;
}

/** An even axis from 0 to `to`, with a text for each tick. */
export function evenAxis(to: number, maxTicks: number, tickFormatter: (value: number) => string) {
  return {
    ...axisLook,
    type: "number",
    domain: [0, to],
    ticks: [...evenTicks(0, to, maxTicks)],
    tickFormatter,
    interval: "preserveStartEnd",
  } as const satisfies XAxisProps & YAxisProps;
}

export const gridLook = { stroke: "var(--hairline)", vertical: false } as const;
export const chartMargin = { top: 8, right: 12, bottom: 0, left: 0 } as const;
export const latencyAxisWidth = 64;
