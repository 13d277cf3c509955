import { expect, test } from "vitest";
import { endOfToken } from "./end-of-token.ts";

test.each([
  ["message Greeting {", 9, 17],
  ["a = ;", 5, 6],
  ["消息 x", 1, 3],
  ["😀", 1, 3],
  ["  x", 1, 2],
  ["x", 2, 3],
  ["", 1, 2],
])("in %j the token at column %i ends at %i", (line, start, end) => {
  expect(endOfToken(line, start)).toBe(end);
});
