import { expect, test } from "vitest";
import { testRecord } from "./build-records.ts";
import { searchAttempts } from "./search-attempts.ts";

const record = testRecord({
  attempts: [
    { intended: 0, call: 0 },
    { intended: 1, call: 1, status: 4 },
    { intended: 2, call: 1, attempt: 1, status: 13, detail: { errorMessage: "No such key: 42" } },
    { intended: 3, call: 41 },
    { intended: 4, call: 3, status: 255 },
  ],
});

test.each([
  ["1", [0]],
  ["#2", [1, 2]],
  // The number of a call, and a number in an error's text.
  ["42", [2, 3]],
  ["deadline exceeded", [1]],
  ["DEADLINE_EXC", [1]],
  ["internal", [2]],
  ["no such", [2]],
  ["sayhello", [0, 1, 2, 3, 4]],
  ["  ", []],
  ["nothing like it", []],
])("%j finds rows %j", (query, rows) => {
  expect(searchAttempts(record, query)).toEqual(rows);
});
