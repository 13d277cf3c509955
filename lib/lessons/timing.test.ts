import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRecordFile } from "#lib/record/record-file.ts";
import { jitterOf } from "./calibration.ts";
import { isPermutation, isSame } from "./compare.ts";
import { type Run, toRun } from "./evidence.ts";
import { all, cannotTell, every, judge } from "./finding.ts";
import { ms } from "./measure.ts";
import { count, nothing } from "./quantity.ts";
import { near, within } from "./timing.ts";

const file = "lessons/02-waiting/01-one-after-another/recorded.json";
const parsed = parseRecordFile(readFileSync(join(import.meta.dirname, "../..", file), "utf8"));
if (!parsed.ok) throw new Error(file);
const record = parsed.value;
const quiet = toRun("run", record, 15 * ms);
const noisy = { ...quiet, jitterUs: 149 * ms };
const tooBusy = { ...quiet, jitterUs: 151 * ms };
const holes: Run = toRun("run", { ...record, header: { ...record.header, marks: ["recordGap"] } }, 15 * ms);

describe("near: |x − t| ≤ max(abs, rel · t) + J", () => {
  test.each([
    ["the target itself", quiet, 1_000, "passed"],
    ["10 % and J off", quiet, 1_115, "passed"],
    ["a little more", quiet, 1_116, "notYet"],
    ["too short", quiet, 884, "notYet"],
    ["the same on a noisier machine", noisy, 1_249, "passed"],
    ["beyond that too", noisy, 1_250, "notYet"],
    ["10 % off on a machine too busy to tell", tooBusy, 1_100, "passed"],
    ["more than that on such a machine", tooBusy, 1_101, "cannotTell"],
    ["too short on such a machine", tooBusy, 899, "cannotTell"],
    ["anything at all in a record with holes", holes, 5_000, "cannotTell"],
  ] as [string, Run, number, string][])("%s", (_, run, seenMs, verdict) => {
    expect(near(run, seenMs * ms, 1_000 * ms).verdict).toBe(verdict);
  });

  test("small targets are given 30 ms instead of 10 %", () => {
    expect(near(quiet, 145 * ms, 100 * ms).verdict).toBe("passed");
    expect(near(quiet, 146 * ms, 100 * ms, { feedback: "slow" })).toMatchObject({
      verdict: "notYet",
      feedback: "slow",
    });
  });

  test("what never came back is no matter of time, however busy the machine", () => {
    expect(near(tooBusy, undefined, 100 * ms)).toMatchObject({ verdict: "notYet", seen: nothing });
  });
});

describe("within a limit", () => {
  test.each([
    ["below it, on whatever machine", tooBusy, 99, "passed"],
    ["above it by J", quiet, 115, "passed"],
    ["above it by more", quiet, 116, "notYet"],
    ["above it on a machine too busy to tell", tooBusy, 116, "cannotTell"],
  ] as [string, Run, number, string][])("%s", (_, run, seenMs, verdict) => {
    expect(within(run, seenMs * ms, 100 * ms).verdict).toBe(verdict);
  });
});

describe("J", () => {
  const returning = (returned: string | undefined) =>
    jitterOf({
      ...record,
      header: { ...record.header, outcome: { kind: "finished", ...(returned && { returned }) } },
    });

  test.each([
    ["a quiet machine gets the least", JSON.stringify(new Array(20).fill(1)), 15 * ms],
    ["twice the latest of twenty", JSON.stringify([...new Array(19).fill(1), 40]), 80 * ms],
    ["timers that are early are not late", JSON.stringify(new Array(20).fill(-3)), 15 * ms],
    ["what is no number is no good sign", '["soon"]', Number.POSITIVE_INFINITY],
    ["nor is no answer", undefined, Number.POSITIVE_INFINITY],
  ])("%s", (_, returned, jitterUs) => {
    expect(returning(returned)).toBe(jitterUs);
  });

  test("a machine that made no run at all is too busy for any statement", () => {
    expect(jitterOf(null)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("findings together", () => {
  const good = judge(true, count(1), count(1));
  const bad = judge(false, count(1), count(2), { feedback: "bad" });
  const doubt = cannotTell(count(1), count(1));

  test("all: the first that did not pass", () => {
    expect(all(good, bad, doubt)).toBe(bad);
    expect(all(good, doubt, bad)).toBe(doubt);
    expect(all(good, good).verdict).toBe("passed");
  });

  test("every: the first that did not pass, and what is said of nothing", () => {
    expect(every([1, 2, 3], (item) => (item === 2 ? bad : good), doubt)).toBe(bad);
    expect(every([], () => good, bad)).toBe(bad);
  });
});

describe("values", () => {
  test("order counts in arrays and not in objects", () => {
    expect(isSame({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
    expect(isSame([1, 2], [2, 1])).toBe(false);
    expect(isSame([], {})).toBe(false);
    expect(isSame({ a: undefined }, { b: undefined })).toBe(false);
  });

  test("a permutation has the same elements as often", () => {
    expect(isPermutation(["b", "a", "a"], ["a", "b", "a"])).toBe(true);
    expect(isPermutation(["a", "b", "b"], ["a", "b", "a"])).toBe(false);
    expect(isPermutation("ab", ["a", "b"])).toBe(false);
  });
});
