import { WarmUpKind } from "#lib/gen/playground/v1/load_pb.ts";
import { mser5 } from "#lib/statistics/warm-up.ts";
import type { LoadShape } from "./load-plan.ts";
import { type LoadSampleTable, okRows } from "./load-samples.ts";

export type WarmUpNumbers = {
  readonly kind: WarmUpKind;
  /** Calls intended before this are the warm-up. */
  readonly untilUs: number;
  readonly calls: number;
};

/** Where the answered calls of a level begin to be steady, by MSER-5 in the order of their intended starts. */
export function findWarmUp(
  shape: LoadShape,
  samples: LoadSampleTable,
  level: number,
  fromUs: number,
): WarmUpNumbers {
  const none = { untilUs: fromUs, calls: 0 };
  if (shape.kind === "ramp") return { ...none, kind: WarmUpKind.NOT_SOUGHT };
  const rows = okRows(samples, level);
  const found = mser5(Float64Array.from(rows, (row) => samples.latencyUs[row] ?? 0));
  if (found.kind === "noSteadyState") {
    const kind = found.reason === "tooFew" ? WarmUpKind.TOO_FEW : WarmUpKind.NO_STEADY_STATE;
    return { ...none, kind };
  }
  const first = rows[found.cut];
  const untilUs = found.cut === 0 || first === undefined ? fromUs : (samples.intendedUs[first] ?? fromUs);
  return { kind: WarmUpKind.CUT, untilUs, calls: found.cut };
}
