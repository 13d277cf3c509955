import { describe, expect, test } from "vitest";
import { toSorted } from "./percentiles.ts";
import { mainRange, readStarts, toGroups } from "./readings.ts";

test("the main range holds most values and says how many", () => {
  expect(mainRange(toSorted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toEqual({ fromUs: 1, toUs: 9, share: 0.9 });
  expect(mainRange(toSorted([7]))).toEqual({ fromUs: 7, toUs: 7, share: 1 });
});

describe("groups", () => {
  const waves = toSorted([...Array(10).fill(1_000), ...Array(10).fill(2_000), ...Array(5).fill(3_000)]);

  test("are the bars between gaps, with the median of each", () => {
    expect(toGroups(waves, [10, 0, 0, 4, 6, 0, 5])).toEqual([
      { n: 10, medianUs: 1_000 },
      { n: 10, medianUs: 2_000 },
      { n: 5, medianUs: 3_000 },
    ]);
    expect(toGroups(waves, [10, 10, 5])).toEqual([{ n: 25, medianUs: 2_000 }]);
  });

  test("are none beside a stray value, so that what is said adds up", () => {
    expect(toGroups(toSorted([...Array(30).fill(1_000), 90_000]), [30, 0, 1])).toEqual([]);
    expect(toGroups(toSorted([]), [0, 0])).toEqual([]);
  });
});

describe("latency against start", () => {
  const points = (list: readonly (readonly [number, number])[]) =>
    list.map(([startUs, us], row) => ({ row, startUs, us, replyUs: us, lateUs: 0, outcome: "ok" as const }));

  test("is said to rise, to fall, or neither", () => {
    expect(
      readStarts(
        points([
          [0, 10],
          [100, 20],
          [200, 40],
        ]),
      ),
    ).toEqual({ kind: "rising", ratio: 4 });
    expect(
      readStarts(
        points([
          [0, 40],
          [100, 20],
          [200, 10],
        ]),
      ),
    ).toEqual({ kind: "falling", ratio: 0.25 });
    expect(
      readStarts(
        points([
          [0, 40],
          [100, 80],
          [200, 44],
        ]),
      ),
    ).toEqual({ kind: "even" });
  });

  test("means nothing when all calls start together", () => {
    expect(
      readStarts(
        points([
          [0, 1_000],
          [9, 3_000],
        ]),
      ),
    ).toEqual({ kind: "together", spanUs: 9 });
    expect(readStarts([])).toEqual({ kind: "even" });
  });
});
