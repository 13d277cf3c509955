import { missing } from "#lib/record/attempt-table.ts";
import { firstAfter, type SpanColumns } from "./span-columns.ts";

/**
 * How many spans cover a moment, as steps: from `atUs[i]` on, `value[i]` hold. `areaUs[b]` is the integral up to
 * `atUs[16 b]`, so that the mean over any stretch costs two binary searches and a few additions, and a step 9 bytes.
 */
export type StepCurve = {
  readonly length: number;
  readonly atUs: Uint32Array;
  readonly value: Uint32Array;
  readonly areaUs: Float64Array;
  readonly peak: number;
};

const block = 16;

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
  const areaUs: number[] = [];
  let length = 0;
  let count = 0;
  let peak = 0;
  let area = 0;
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
    if (length > 0) area += (value[length - 1] as number) * (at - (atUs[length - 1] as number));
    if (length % block === 0) areaUs.push(area);
    atUs[length] = at;
    value[length] = count;
    peak = Math.max(peak, count);
    length++;
  }
  return {
    length,
    atUs: atUs.slice(0, length),
    value: value.slice(0, length),
    areaUs: Float64Array.from(areaUs),
    peak,
  };
}

/** The largest sum of several curves at one moment, by one walk through all their steps. */
export function sumPeak(curves: readonly StepCurve[]): number {
  const next = new Uint32Array(curves.length);
  let sum = 0;
  let peak = 0;
  for (;;) {
    let at = missing;
    for (let i = 0; i < curves.length; i++) {
      const { atUs, length } = curves[i] as StepCurve;
      const step = next[i] as number;
      if (step < length && (atUs[step] as number) < at) at = atUs[step] as number;
    }
    if (at === missing) return peak;
    for (let i = 0; i < curves.length; i++) {
      const { atUs, value, length } = curves[i] as StepCurve;
      const step = next[i] as number;
      if (step >= length || atUs[step] !== at) continue;
      sum += (value[step] as number) - (step === 0 ? 0 : (value[step - 1] as number));
      next[i] = step + 1;
    }
    if (sum > peak) peak = sum;
  }
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
  const begin = i - (i % block);
  let area = curve.areaUs[begin / block] as number;
  for (let step = begin; step < i; step++) {
    area += (curve.value[step] as number) * ((curve.atUs[step + 1] as number) - (curve.atUs[step] as number));
  }
  return area + (curve.value[i] as number) * (us - (curve.atUs[i] as number));
}
