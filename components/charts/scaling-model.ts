import type { Result } from "#lib/result.ts";
import {
  fitScalability,
  type ScalabilityFit,
  type ScalabilityPoint,
  type ScalabilityRefusal,
} from "#lib/theory/fit-scalability.ts";

/** Throughput by how many there are of something: clients of a closed loop, or workers. */
export type ScalingModel = {
  readonly of: "clients" | "workers";
  /** Ascending; calls a second. */
  readonly points: readonly ScalabilityPoint[];
  /** The universal scalability law, or why it cannot be told. */
  readonly fit: Result<ScalabilityFit, ScalabilityRefusal>;
};

/** As many as the page makes in a blink; the interval of a fit of a few levels is rough anyway. */
const resamples = 200;

/** Null: fewer than two points are no chart. Where nothing came through there is no point. */
export function toScalingModel(
  of: ScalingModel["of"],
  measured: readonly ScalabilityPoint[],
): ScalingModel | null {
  const points = measured.filter(({ throughput }) => throughput > 0).sort((a, b) => a.n - b.n);
  return points.length < 2 ? null : { of, points, fit: fitScalability(points, { resamples }) };
}
