import { expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { createAwaitedLine } from "./awaited-line.ts";
import { type TestAttempt, testRecord } from "./build-records.ts";

const call = (intended: number, resumed: number, line?: number): TestAttempt => ({
  intended,
  sent: intended,
  received: resumed,
  resumed,
  ...(line === undefined ? {} : { detail: { line } }),
});
const at = (...attempts: readonly TestAttempt[]) => createAwaitedLine(testRecord({ attempts }));

test("is the line of the one call under way, from its first to before its last moment", () => {
  const line = at(call(10, 20, 7), call(30, 40, 8));
  expect([9, 10, 19, 20, 30, 40].map(line)).toEqual([null, 7, 7, null, 8, null]);
});

test("of several calls under way the one made last counts, then the one before it", () => {
  const line = at(call(0, 100, 1), call(10, 50, 2), call(20, 30, 3));
  expect([5, 15, 25, 35, 60, 100].map(line)).toEqual([1, 2, 3, 2, 1, null]);
});

test("a call that is not over is awaited, and one without a line says nothing", () => {
  const line = at({ intended: 5, status: 255, detail: { line: 4 } }, call(0, 9));
  expect([0, 5, 4_000_000].map(line)).toEqual([null, 4, 4]);
});

test("agrees with a look at every call, at every moment of random runs", () => {
  const random = createRandom(11);
  for (let round = 0; round < 50; round++) {
    const attempts = Array.from({ length: 12 }, (_, i) => {
      const from = Math.floor(random.next() * 60);
      return call(from, from + 1 + Math.floor(random.next() * 20), i + 1);
    });
    const line = at(...attempts);
    const ordered = attempts
      .map((each, i) => ({ ...each, i }))
      .sort((a, b) => Number(a.intended) - Number(b.intended));
    for (let us = 0; us < 90; us++) {
      const last = ordered.filter(({ intended = 0, resumed = 0 }) => intended <= us && us < resumed).at(-1);
      expect(line(us)).toBe(last?.detail?.line ?? null);
    }
  }
});
