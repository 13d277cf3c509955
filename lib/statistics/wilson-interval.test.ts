import { describe, expect, test } from "vitest";
import { wilsonInterval } from "./wilson-interval.ts";

describe("the interval of a share", () => {
  test.each([
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [81, 263, 0.2553, 0.3662],
  ])("of %i in %i lies between %f and %f", (hits, n, lower, upper) => {
    expect(wilsonInterval(hits, n).lower).toBeCloseTo(lower, 4);
    expect(wilsonInterval(hits, n).upper).toBeCloseTo(upper, 4);
  });
});
