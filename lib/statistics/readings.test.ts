import { describe, expect, test } from "vitest";
import { toSorted } from "./percentiles.ts";
import { mainRange, readStarts, toGroups } from "./readings.ts";

test("the main range holds most values and says how many", () => {
  expect(mainRange(toSorted([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))).toEqual({ fromUs: 1, toUs: 9, share: 0.9 });
  expect(mainRange(toSorted([7]))).toEqual({ fromUs: 7, toUs: 7, share: 1 });
});

describe("groups", () => {
  const sizes = (values: readonly number[]) =>
    toGroups(toSorted(values)).map(({ n, medianUs }) => [n, medianUs]);

  test("are the waves of a full worker pool", () => {
    const waves = [...Array(10).fill(1_000), ...Array(10).fill(2_000), ...Array(5).fill(3_000)];
    expect(sizes(waves)).toEqual([
      [10, 1_000],
      [10, 2_000],
      [5, 3_000],
    ]);
  });

  test("need a gap, and more than a stray value", () => {
    expect(sizes([1_000, 1_010, 1_020, 1_100])).toEqual([[4, 1_010]]);
    expect(sizes([...Array(30).fill(1_000), 90_000])).toEqual([[30, 1_000]]);
    expect(sizes([])).toEqual([]);
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
