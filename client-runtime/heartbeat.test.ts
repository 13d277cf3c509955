import { expect, test } from "vitest";
import { gapsBetween } from "./heartbeat.ts";

test.each([
  ["no call", [], [[0, 100]]],
  [
    "one call",
    [{ fromUs: 20, toUs: 60 }],
    [
      [0, 20],
      [60, 100],
    ],
  ],
  [
    "calls back to back",
    [
      { fromUs: 0, toUs: 50 },
      { fromUs: 50, toUs: 90 },
    ],
    [
      [0, 0],
      [50, 50],
      [90, 100],
    ],
  ],
])("with %s, what the calls leave of the interval is the code's own", (_, calls, gaps) => {
  expect(gapsBetween(0, 100, calls)).toEqual(gaps);
});
