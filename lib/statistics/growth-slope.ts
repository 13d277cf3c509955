import { studentLimit } from "./student-t.ts";

/** Start and latency of a call, µs, both on the run's clock. */
export type StartAndLatency = { readonly startUs: number; readonly us: number };

export type GrowthSlope = {
  /** Seconds of latency gained in a second of run time: ρ − 1 for an overloaded line in order of arrival. */
  readonly perSecond: number;
  /** Where it lies with 95 % confidence. */
  readonly lower: number;
  readonly upper: number;
  /** The interval lies above 0. */
  readonly grows: boolean;
};

const groups = 20;
/** Calls in a group. */
const fewest = 5;

/**
 * The error of the slope against that of the mean step, when steps are independent as in an overloaded line: a line of
 * least squares through a random walk is worth √1.2 of it, and means of groups smooth the steps, which hides √1.5.
 */
const walkFactor = Math.sqrt(1.2 * 1.5);

/**
 * How fast latency grows with the run, which stands in place of percentiles where a run is unstable: those of a line that
 * grows for ever only tell how long it was watched. Least squares through the means of 20 groups of calls in order of
 * their starts. The interval takes the groups for a random walk with drift, which is what an overloaded line does; for a
 * steady run it is wider than needed. Null below 100 calls and when all start together.
 */
export function growthSlope(calls: readonly StartAndLatency[]): GrowthSlope | null {
  if (calls.length < groups * fewest) return null;
  const points = toGroupMeans(calls);
  const [x, y] = [mean(points.map((point) => point.x)), mean(points.map((point) => point.y))];
  const spread = points.reduce((sum, point) => sum + (point.x - x) ** 2, 0);
  if (spread === 0) return null;
  const perSecond = points.reduce((sum, point) => sum + (point.x - x) * (point.y - y), 0) / spread;
  const steps = points.slice(1).map((point, at) => point.y - (points[at]?.y ?? 0));
  const step = mean(steps);
  const variance = steps.reduce((sum, each) => sum + (each - step) ** 2, 0) / (steps.length - 1);
  const width = ((points.at(-1)?.x ?? 0) - (points[0]?.x ?? 0)) / steps.length;
  const error = (walkFactor * Math.sqrt(variance / steps.length)) / width;
  const half = studentLimit(steps.length - 1) * error;
  const lower = perSecond - half;
  return { perSecond, lower, upper: perSecond + half, grows: lower > 0 };
}

function toGroupMeans(
  calls: readonly StartAndLatency[],
): readonly { readonly x: number; readonly y: number }[] {
  const byStart = [...calls].sort((a, b) => a.startUs - b.startUs);
  const edge = (group: number) => Math.floor((group * byStart.length) / groups);
  return Array.from({ length: groups }, (_, group) => {
    const part = byStart.slice(edge(group), edge(group + 1));
    return { x: mean(part.map(({ startUs }) => startUs)), y: mean(part.map(({ us }) => us)) };
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}
