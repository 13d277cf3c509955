import type { XAxisProps, YAxisProps } from "recharts";
import type { Locale } from "#lib/i18n/locales.ts";
import { evenTicks, logTicks } from "#lib/statistics/log-ticks.ts";
import type { DurationUnit } from "#lib/timeline/format-duration.ts";
import { tickNumber } from "./say.ts";

/** The looks of every axis. */
export const axisLook = {
  stroke: "var(--hairline-strong)",
  tick: { fill: "var(--ink-soft)", fontSize: 12 },
  tickLine: { stroke: "var(--hairline-strong)" },
  tickSize: 4,
  type: "number",
  interval: "preserveStartEnd",
} as const satisfies XAxisProps & YAxisProps;

const unitUs = { µs: 1, ms: 1_000, s: 1_000_000 } as const satisfies Record<DurationUnit, number>;

/** A latency axis: logarithmic, with round ticks in one unit. */
export function latencyAxis(
  locale: Locale,
  unit: DurationUnit,
  [from, to]: readonly [number, number],
  maxTicks: number,
) {
  return {
    ...axisLook,
    scale: "log",
    domain: [from, to],
    allowDataOverflow: true,
    ticks: [...logTicks(from, to, maxTicks)],
    tickFormatter: (us: number) => `${tickNumber(locale, us / unitUs[unit])} ${unit}`,
  } as const satisfies XAxisProps & YAxisProps;
}

/** A latency axis that starts at zero or near it, with even ticks. */
export function evenLatencyAxis(
  locale: Locale,
  unit: DurationUnit,
  [from, to]: readonly [number, number],
  maxTicks: number,
) {
  return {
    ...axisLook,
    domain: [from, to],
    allowDataOverflow: true,
    ticks: [...evenTicks(from, to, maxTicks)],
    tickFormatter: (us: number) => `${tickNumber(locale, us / unitUs[unit])} ${unit}`,
  } as const satisfies XAxisProps & YAxisProps;
}

/** An even time axis from 0 to `toUs`. */
export function timeAxis(locale: Locale, toUs: number, maxTicks: number) {
  const unit = toUs >= 1e6 ? "s" : "ms";
  return {
    ...axisLook,
    domain: [0, toUs],
    ticks: [...evenTicks(0, toUs, maxTicks)],
    tickFormatter: (us: number) => `${tickNumber(locale, us / unitUs[unit])} ${unit}`,
  } as const satisfies XAxisProps & YAxisProps;
}

/** An axis of counts, whole numbers only: up to `up`, and down to `down` for those that did not succeed. */
export function countAxis(locale: Locale, { up, down }: { readonly up: number; readonly down: number }) {
  const ticks = evenTicks(-down, up, Math.min(down > 0 ? 7 : 5, up + down)).filter(Number.isInteger);
  return {
    ...axisLook,
    domain: [-down, up],
    ticks: ticks.length > 0 ? ticks : [0, up],
    tickFormatter: (count: number) => tickNumber(locale, Math.abs(count)),
  } as const satisfies XAxisProps & YAxisProps;
}

export const gridLook = { stroke: "var(--hairline)", vertical: false } as const;
export const chartMargin = { top: 8, right: 12, bottom: 0, left: 0 } as const;
export const latencyAxisWidth = 64;
export const tooltipLook = {
  isAnimationActive: false,
  cursor: { stroke: "var(--hairline-strong)" },
} as const;
