/** How many things are going on from `atUs` on, until the next step. */
export type Step = { readonly atUs: number; readonly count: number };

export type Interval = { readonly fromUs: number; readonly toUs: number };

/** The step curve of overlapping intervals: its integral is the sum of their lengths. Touching ones do not overlap. */
export function toSteps(intervals: readonly Interval[]): readonly Step[] {
  const changes = new Map<number, number>();
  const change = (atUs: number, by: number) => changes.set(atUs, (changes.get(atUs) ?? 0) + by);
  for (const { fromUs, toUs } of intervals) {
    change(fromUs, 1);
    change(toUs, -1);
  }
  let count = 0;
  return [...changes]
    .sort(([a], [b]) => a - b)
    .map(([atUs, by]) => {
      count += by;
      return { atUs, count };
    });
}

/** ∫ count dt, in things · µs. */
export function integrateSteps(steps: readonly Step[]): number {
  return steps.reduce(
    (sum, step, index) => sum + step.count * ((steps[index + 1]?.atUs ?? step.atUs) - step.atUs),
    0,
  );
}

/** The most that went on at the same time. */
export function maxCount(steps: readonly Step[]): number {
  return steps.reduce((most, { count }) => Math.max(most, count), 0);
}
