import { expect, test } from "vitest";
import { en } from "#lib/i18n/en.ts";
import { zh } from "#lib/i18n/zh.ts";
import { attemptFlags, createAttemptTable, openStatus } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { isFromOutside, outsideSentences } from "./outside-sentences.ts";

function recordOf(
  statuses: readonly number[],
  agents: readonly string[],
  flags: number = attemptFlags.outside,
) {
  const attempts = { ...createAttemptTable(statuses.length), length: statuses.length };
  statuses.forEach((status, row) => {
    attempts.status[row] = status;
    attempts.flags[row] = flags;
  });
  const details = new Map(agents.map((userAgent, row) => [row, { userAgent }]));
  return { attempts, details } as unknown as RunRecord;
}

test("a session says how many calls it had, how they ended, and who called", () => {
  const record = recordOf([0, 0, 5, openStatus], ["curl/8.5.0", "grpc-python/1.51", "curl/8.5.0"]);
  expect(outsideSentences(record, en.outside, "en")).toEqual([
    "4 calls from outside this page: 2 answered, 1 failed, 1 under way.",
    "Callers: curl/8.5.0, grpc-python/1.51.",
  ]);
  expect(outsideSentences(record, zh.outside, "zh")).toEqual([
    "从页面之外发起 4 次调用：2 次有应答，1 次失败，1 次进行中。",
    "调用方：curl/8.5.0，grpc-python/1.51。",
  ]);
});

test("one call of a caller without a name is one short sentence", () => {
  expect(outsideSentences(recordOf([0], []), en.outside, "en")).toEqual([
    "1 call from outside this page: 1 answered.",
  ]);
});

test("a record with one call of the page's own is a run, and so is an empty one", () => {
  expect(isFromOutside(recordOf([0], []))).toBe(true);
  expect(isFromOutside(recordOf([0], [], 0))).toBe(false);
  expect(isFromOutside(recordOf([], []))).toBe(false);
});
