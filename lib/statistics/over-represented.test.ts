import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { fisherExact } from "./fisher-exact.ts";
import { overRepresented } from "./over-represented.ts";

describe("Fisher's exact test", () => {
  test.each([
    // The lady tasting tea, Fisher 1935: 34 of 70 ways, two-sided.
    [3, 1, 1, 3, 34 / 70],
    [4, 0, 0, 4, 2 / 70],
    // Criminal twins, Fisher 1935, as R's fisher.test prints it.
    [2, 15, 10, 3, 0.0005367],
    [0, 10, 0, 10, 1],
    [5, 0, 0, 0, 1],
  ])("of %i, %i, %i, %i is %f", (a, b, c, d, p) => {
    expect(fisherExact(a, b, c, d)).toBeCloseTo(p, 7);
  });

  test("does not change when rows or columns change places", () => {
    const p = fisherExact(7, 40, 12, 300);
    expect(fisherExact(12, 300, 7, 40)).toBeCloseTo(p, 12);
    expect(fisherExact(40, 7, 300, 12)).toBeCloseTo(p, 12);
    expect(fisherExact(7, 12, 40, 300)).toBeCloseTo(p, 12);
  });

  test("of a hundred thousand calls is a number too", () => {
    const p = fisherExact(60, 940, 3_000, 96_000);
    expect(p).toBeGreaterThan(1e-8);
    expect(p).toBeLessThan(1e-3);
  });
});

describe("what a selection holds too much of (L4)", () => {
  test("is the replica that the slow calls went to", () => {
    const [found, ...others] = overRepresented([
      { label: "replica 1", inside: 3, all: 400 },
      { label: "replica 2", inside: 40, all: 200 },
      { label: "replica 3", inside: 5, all: 400 },
    ]);
    expect(found?.label).toBe("replica 2");
    expect(found?.ratio).toBeCloseTo(40 / 48 / 0.2, 9);
    expect(found?.p).toBeLessThan(1e-10);
    expect(others).toEqual([]);
  });

  test("is nothing in a selection made by chance, in 95 of 100 cases, however many kinds there are", () => {
    let found = 0;
    for (let seed = 0; seed < 100; seed++) {
      const random = createRandom(31 * seed);
      const groups = Array.from({ length: 40 }, (_, label) => ({ label, inside: 0, all: 0 }));
      for (let call = 0; call < 2_000; call++) {
        const group = groups[random.whole(0, 39)] ?? expect.fail();
        group.all++;
        group.inside += Number(random.next() < 0.1);
      }
      if (overRepresented(groups).length > 0) found++;
    }
    expect(found).toBeLessThanOrEqual(5);
  });

  test("is nothing in an empty selection", () => {
    expect(overRepresented([{ label: "a", inside: 0, all: 9 }])).toEqual([]);
    expect(overRepresented([])).toEqual([]);
  });
});
