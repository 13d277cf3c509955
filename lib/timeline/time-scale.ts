/**
 * Maps µs since a panel's first intended start to pixels. This file is the only one that knows both: everything else
 * asks it. Two panels share one scale, so equal lengths are equal times.
 */
export type TimeScale = {
  /** Time at `leftPx`, µs. */
  readonly fromUs: number;
  /** Time at `leftPx + widthPx`, µs. */
  readonly toUs: number;
  readonly leftPx: number;
  readonly widthPx: number;
};

/** What may be shown: the scale never leaves it. */
export type TimeBounds = { readonly fromUs: number; readonly toUs: number };

/** Nothing smaller than 20 µs fills the view: the clock's step is 5 µs at best. */
const smallestSpanUs = 20;

export function pixelsPerUs(scale: TimeScale): number {
  return scale.widthPx / Math.max(1e-9, scale.toUs - scale.fromUs);
}

export function toPixel(scale: TimeScale, us: number): number {
  return scale.leftPx + (us - scale.fromUs) * pixelsPerUs(scale);
}

export function toTime(scale: TimeScale, px: number): number {
  return scale.fromUs + (px - scale.leftPx) / pixelsPerUs(scale);
}

/** The whole of `bounds` in `widthPx` pixels. */
export function fitScale(bounds: TimeBounds, leftPx: number, widthPx: number): TimeScale {
  const toUs = Math.max(bounds.toUs, bounds.fromUs + smallestSpanUs);
  return { fromUs: bounds.fromUs, toUs, leftPx, widthPx: Math.max(1, widthPx) };
}

/** Keeps the scale inside the bounds, its span first, then its place. */
export function clampScale(scale: TimeScale, bounds: TimeBounds): TimeScale {
  const whole = Math.max(smallestSpanUs, bounds.toUs - bounds.fromUs);
  const span = Math.min(whole, Math.max(smallestSpanUs, scale.toUs - scale.fromUs));
  const fromUs = Math.min(Math.max(scale.fromUs, bounds.fromUs), bounds.fromUs + whole - span);
  return { ...scale, fromUs, toUs: fromUs + span };
}

/** Zooms by `factor` (> 1: closer); the time under `px` stays under it, unless the bounds forbid. */
export function zoomAt(scale: TimeScale, px: number, factor: number, bounds: TimeBounds): TimeScale {
  const anchorUs = toTime(scale, px);
  const share = (px - scale.leftPx) / scale.widthPx;
  const span = Math.max(smallestSpanUs, (scale.toUs - scale.fromUs) / factor);
  const fromUs = anchorUs - share * span;
  return clampScale({ ...scale, fromUs, toUs: fromUs + span }, bounds);
}

/** Moves the view by pixels: a positive distance shows later times. */
export function panBy(scale: TimeScale, distancePx: number, bounds: TimeBounds): TimeScale {
  const us = distancePx / pixelsPerUs(scale);
  return clampScale({ ...scale, fromUs: scale.fromUs + us, toUs: scale.toUs + us }, bounds);
}

/** Moves the view as little as needed to show `fromUs`–`toUs` with a margin of 5 %. */
export function reveal(scale: TimeScale, fromUs: number, toUs: number, bounds: TimeBounds): TimeScale {
  const span = scale.toUs - scale.fromUs;
  const margin = span * 0.05;
  if (fromUs >= scale.fromUs && toUs <= scale.toUs) return scale;
  if (toUs - fromUs > span - 2 * margin)
    return clampScale({ ...scale, fromUs: fromUs - margin, toUs: fromUs - margin + span }, bounds);
  const start = fromUs < scale.fromUs ? fromUs - margin : toUs + margin - span;
  return clampScale({ ...scale, fromUs: start, toUs: start + span }, bounds);
}

/** The same scale on another stretch of pixels. */
export function resize(scale: TimeScale, leftPx: number, widthPx: number): TimeScale {
  return { ...scale, leftPx, widthPx: Math.max(1, widthPx) };
}

/** Ticks at 1, 2 or 5 times a power of ten, at least `minimumGapPx` apart, inside the scale. */
export function ticks(scale: TimeScale, minimumGapPx: number): readonly number[] {
  const stepUs = tickStepUs(minimumGapPx / pixelsPerUs(scale));
  const found: number[] = [];
  for (let i = Math.ceil(scale.fromUs / stepUs); i * stepUs <= scale.toUs; i++) found.push(i * stepUs);
  return found;
}

/** The smallest of 1, 2, 5 · 10ⁿ µs that is not below `leastUs`. */
export function tickStepUs(leastUs: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, leastUs))));
  for (const factor of [1, 2, 5, 10]) if (factor * power >= leastUs * (1 - 1e-9)) return factor * power;
  return 10 * power;
}
