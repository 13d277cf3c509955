import { missing } from "#lib/record/attempt-table.ts";
import { firstAfter, type SpanColumns } from "./span-columns.ts";

/**
 * How many spans cover a moment, as steps: from `atUs[i]` on, `value[i]` hold. `areaUs[i]` is the integral up to
 * `atUs[i]`, so that the mean over any stretch costs two binary searches.
 */
export type StepCurve = {
  readonly length: number;
  readonly atUs: Uint32Array;
  readonly value: Uint32Array;
  readonly areaUs: Float64Array;
  readonly peak: number;
};

/** The curve over one or more lists of spans. Open spans never step down. */
export function stepCurve(lists: readonly SpanColumns[]): StepCurve {
  const total = lists.reduce((sum, spans) => sum + spans.length, 0);
  const starts = new Uint32Array(total);
  const ends = new Uint32Array(total);
  let filled = 0;
  for (const spans of lists) {
    starts.set(spans.startUs.subarray(0, spans.length), filled);
    ends.set(spans.endUs.subarray(0, spans.length), filled);
    filled += spans.length;
  }
  starts.sort();
  ends.sort();
  return mergeSteps(starts, ends);
}

function mergeSteps(starts: Uint32Array, ends: Uint32Array): StepCurve {
  const room = starts.length * 2;
  const atUs = new Uint32Array(room);
  const value = new Uint32Array(room);
  const areaUs = new Float64Array(room);
  let length = 0;
  let count = 0;
  let peak = 0;
  let s = 0;
  let e = 0;
  while (s < starts.length || (e < ends.length && ends[e] !== missing)) {
    const at = Math.min(starts[s] ?? missing, ends[e] ?? missing);
    while (s < starts.length && starts[s] === at) {
      s++;
      count++;
    }
    while (e < ends.length && ends[e] === at) {
      e++;
      count--;
    }
    areaUs[length] =
      length === 0
        ? 0
        : (areaUs[length - 1] as number) +
          (value[length - 1] as number) * (at - (atUs[length - 1] as number));
    atUs[length] = at;
    value[length] = count;
    peak = Math.max(peak, count);
    length++;
  }
  return {
    length,
    atUs: atUs.slice(0, length),
    value: value.slice(0, length),
    areaUs: areaUs.slice(0, length),
    peak,
  };
}

/** How many at `us`, a step included at its own moment. */
export function valueAt(curve: StepCurve, us: number): number {
  const i = firstAfter(curve.atUs, us, curve.length) - 1;
  return i < 0 ? 0 : (curve.value[i] as number);
}

/** ∫ from the beginning to `us`, in calls · µs. */
export function areaUntil(curve: StepCurve, us: number): number {
  const i = firstAfter(curve.atUs, us, curve.length) - 1;
  if (i < 0) return 0;
  return (curve.areaUs[i] as number) + (curve.value[i] as number) * (us - (curve.atUs[i] as number));
}

/** Mean number over a stretch of time. */
export function meanBetween(curve: StepCurve, fromUs: number, toUs: number): number {
  if (toUs <= fromUs) return valueAt(curve, fromUs);
  return (areaUntil(curve, toUs) - areaUntil(curve, fromUs)) / (toUs - fromUs);
}
