import { describe, expect, test } from "vitest";
import { scenarioRecord } from "#lib/timeline/build-records.ts";
import { isAbove } from "./order-runs.ts";
import type { RunRecord } from "./run-record.ts";

const scenario = { calls: 4, serviceUs: 100_000, roundTripUs: 20_000, workers: 4 } as const;
const at = (kind: "blocking" | "concurrent", startedAtUnixMs: number): RunRecord => {
  const record = scenarioRecord({ ...scenario, kind });
  return { ...record, header: { ...record.header, id: `${kind}${startedAtUnixMs}`, startedAtUnixMs } };
};

describe("which of two runs stands above", () => {
  test("is the one that blocked its client, whichever was made first", () => {
    expect(isAbove(at("blocking", 1), at("concurrent", 2))).toBe(true);
    expect(isAbove(at("blocking", 2), at("concurrent", 1))).toBe(true);
    expect(isAbove(at("concurrent", 1), at("blocking", 2))).toBe(false);
  });

  test("of two alike is the older one, and a run that has just begun is the newest", () => {
    expect(isAbove(at("concurrent", 1), at("concurrent", 2))).toBe(true);
    expect(isAbove(at("concurrent", 0), at("concurrent", 2))).toBe(false);
    expect(isAbove(at("blocking", 2), at("blocking", 1))).toBe(false);
  });

  test("is one of them, for every pair", () => {
    const runs = [at("blocking", 1), at("blocking", 2), at("concurrent", 1), at("concurrent", 2)];
    for (const a of runs) for (const b of runs) if (a !== b) expect(isAbove(a, b)).toBe(!isAbove(b, a));
  });
});
