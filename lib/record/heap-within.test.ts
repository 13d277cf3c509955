import { expect, test } from "vitest";
import { createAttemptTable, missing } from "./attempt-table.ts";
import { heapWithin } from "./heap-within.ts";

const heap = [5, 10, 20, 30, 40].map((atUs) => ({ atUs, bytes: 100 * atUs, replica: 0 }));

function recordOf(started: number, ended: number, replica = 0) {
  const attempts = { ...createAttemptTable(1), length: 1 };
  attempts.started[0] = started;
  attempts.ended[0] = ended;
  attempts.replica[0] = replica;
  return { heap, attempts };
}

test("the heap at a handler's beginning and end is the first and the last look between them", () => {
  expect(heapWithin(recordOf(10, 35), 0)).toEqual({ first: 1_000, last: 3_000 });
  expect(heapWithin(recordOf(10, missing), 0)).toEqual({ first: 1_000, last: 4_000 });
});

test.each([
  ["it was looked at once only", recordOf(10, 15)],
  ["the handler never began", recordOf(missing, missing)],
  ["another replica ran it", recordOf(0, 100, 1)],
  ["nobody looked", { attempts: recordOf(0, 100).attempts }],
])("nothing is said when %s", (_, record) => {
  expect(heapWithin(record, 0)).toBeNull();
});
