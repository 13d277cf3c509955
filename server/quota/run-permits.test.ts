import { expect, test } from "vitest";
import { createQuota } from "./quota.ts";
import { createRunPermits } from "./run-permits.ts";

function permitsOf(perMinute: number) {
  let now = 0;
  const permits = createRunPermits(createQuota({ perMinute, nowMs: () => 0 }), () => now);
  const taken = (...requests: readonly (readonly [string, string, "record" | "experiment"])[]) =>
    requests.map((request) => permits.take(...request).ok);
  return { taken, pass: (ms: number) => (now += ms) };
}

test("a run that is recorded and run here costs one permit, in either order", () => {
  const { taken } = permitsOf(2);
  expect(taken(["ada", "1", "record"], ["ada", "1", "experiment"])).toEqual([true, true]);
  expect(taken(["ada", "2", "experiment"], ["ada", "2", "record"])).toEqual([true, true]);
  expect(taken(["ada", "3", "record"], ["ada", "3", "experiment"])).toEqual([false, false]);
});

test("the same name again is another run", () => {
  const { taken } = permitsOf(2);
  const experiment = ["ada", "1", "experiment"] as const;
  expect(taken(["ada", "1", "record"], experiment, experiment, experiment)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});

test("a name is its visitor's own", () => {
  const { taken } = permitsOf(1);
  expect(taken(["ada", "1", "record"], ["bob", "2", "record"], ["bob", "1", "experiment"])).toEqual([
    true,
    true,
    false,
  ]);
});

test("parts that are asked for a minute apart are two runs", () => {
  const { taken, pass } = permitsOf(1);
  expect(taken(["ada", "1", "record"])).toEqual([true]);
  pass(60_000);
  expect(taken(["ada", "1", "experiment"])).toEqual([false]);
});
