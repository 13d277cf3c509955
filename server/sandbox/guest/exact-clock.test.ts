import { expect, test } from "vitest";
import { createExactClock } from "./exact-clock.ts";

function work(steps: number): number {
  let sum = 0;
  for (let step = 0; step < steps; step++) sum += Math.imul(step, 77) >>> 3;
  return sum;
}

test("turns between two ticks of the kernel are told apart", () => {
  const clock = createExactClock();
  const least = (steps: number) =>
    Math.min(
      ...Array.from({ length: 25 }, () => {
        clock.begin();
        work(steps);
        return clock.spentMs();
      }),
    );
  for (let warm = 0; warm < 50; warm++) work(100_000);
  const [one, four] = [least(400_000), least(1_600_000)];
  expect(one).toBeGreaterThan(0);
  expect(four / one).toBeGreaterThan(2);
  expect(four / one).toBeLessThan(8);
});

test("what asking costs is not counted", () => {
  let cpuMs = 0;
  const clock = createExactClock(() => {
    cpuMs += 0.125;
    return cpuMs;
  });
  clock.begin();
  cpuMs += 3;
  expect(clock.spentMs()).toBe(3);
});
