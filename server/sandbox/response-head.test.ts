import { expect, test } from "vitest";
import { isResponseStatus, readResponseHead } from "./response-head.ts";

test("an ordinary head is read in order", () => {
  expect(readResponseHead("content-type\napplication/json\nx-a\n\ngrpc-message\na b", 1000)).toEqual([
    ["content-type", "application/json"],
    ["x-a", ""],
    ["grpc-message", "a b"],
  ]);
});

test.each([
  "transfer-encoding",
  "content-length",
  "connection",
  "set-cookie",
  "access-control-allow-origin",
  "content-security-policy",
  "location",
  ":status",
])("%s is never said by a program", (name) => {
  expect(readResponseHead(`${name}\nx\nx-fine\nyes`, 1000)).toEqual([["x-fine", "yes"]]);
});

test.each([
  ["X-Upper", "x"],
  ["", "x"],
  ["a b", "x"],
  ["x-a", "a\rb"],
  ["x-a", "a\0b"],
  ["x-a", " leading"],
  ["x-a", "trailing "],
])("the malformed pair %j is left out", (name, value) => {
  expect(readResponseHead(`${name}\n${value}`, 1000)).toEqual([]);
});

test("a name without a value is left out", () => {
  expect(readResponseHead("x-a\n1\nx-b", 1000)).toEqual([["x-a", "1"]]);
});

test("what is too large is left out, and what is small still passes", () => {
  expect(readResponseHead(`x-large\n${"x".repeat(1000)}\ngrpc-status\n0`, 200)).toEqual([
    ["grpc-status", "0"],
  ]);
});

test("only final statuses are an answer", () => {
  expect([100, 101, 199, 200, 404, 599, 600, 0].map(isResponseStatus)).toEqual([
    false,
    false,
    false,
    true,
    true,
    true,
    false,
    false,
  ]);
});
