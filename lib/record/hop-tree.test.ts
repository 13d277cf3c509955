import { describe, expect, test } from "vitest";
import { testRecord } from "#lib/timeline/build-records.ts";
import { attemptFlags, firstNestedCall } from "./attempt-table.ts";
import { callerOf, hopsOf, hopTree, rootOf } from "./hop-tree.ts";

const nested = (parentAttempt: number, intended: number, call: number) => ({
  ...{ parentAttempt, intended, call: firstNestedCall + call, flags: attemptFlags.nested },
});
/** Call 0 makes 3 and 2 (told in the wrong order), 3 makes 4; call 1 is a retry's parent and makes nothing. */
const { attempts } = testRecord({
  attempts: [
    { intended: 0 },
    { intended: 5 },
    nested(0, 30, 0),
    nested(0, 10, 1),
    nested(3, 15, 2),
    { intended: 50, call: 1, attempt: 1, parentAttempt: 1 },
    { intended: 60, flags: attemptFlags.nested, call: firstNestedCall + 3 },
  ],
});

describe("the tree of calls that a call set off", () => {
  test("stands in the order of the calls, callers before what they called", () => {
    const tree = [
      { row: 0, depth: 0 },
      { row: 3, depth: 1 },
      { row: 4, depth: 2 },
      { row: 2, depth: 1 },
    ];
    for (const row of [0, 2, 3, 4]) expect(hopTree(attempts, row)).toEqual(tree);
    expect(hopsOf(attempts, 0)).toEqual([3, 2]);
    expect([rootOf(attempts, 4), callerOf(attempts, 4)]).toEqual([0, 3]);
  });

  test("a retry is no call of a handler, and a call of nobody's stands by itself", () => {
    expect(hopTree(attempts, 5)).toEqual([{ row: 5, depth: 0 }]);
    expect(hopTree(attempts, 1)).toEqual([{ row: 1, depth: 0 }]);
    expect([callerOf(attempts, 5), callerOf(attempts, 6)]).toEqual([null, null]);
  });
});
