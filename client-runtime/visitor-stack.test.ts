import { expect, test } from "vitest";
import type { SourceMapper } from "#lib/source/source-map.ts";
import { formatFrame, readVisitorStack } from "./visitor-stack.ts";

/** Two lines further down in the source. */
const shift: SourceMapper = (line, column) => ({ line: line + 2, column });
const mappers = new Map([
  ["client", shift],
  ["lib/工具", shift],
]);

function framesOf(stack: string): string[] {
  return readVisitorStack({ stack }, mappers).map(formatFrame);
}

test("a stack of Chromium shows the visitor's frames in their own lines", () => {
  const stack = `Error: boom
    at helper (playground:///lib/%E5%B7%A5%E5%85%B7.ts:3:9)
    at async Object.callbacks (playground:///client.ts:10:5)
    at playground:///client.ts:12:7
    at eval (playground:///gen/greet_pb.js:1:1)
    at async run (blob:null/1234:1:100)`;
  expect(framesOf(stack)).toEqual([
    "helper (lib/工具.ts:5:9)",
    "callbacks (client.ts:12:5)",
    "client.ts:14:7",
  ]);
});

test("a stack of Firefox and Safari does too", () => {
  const stack =
    "helper@playground:///client.ts:3:9\nasync*allAtOnce@playground:///client.ts:10:5\n@playground:///client.ts:1:2";
  expect(framesOf(stack)).toEqual(["helper (client.ts:5:9)", "allAtOnce (client.ts:12:5)", "client.ts:3:2"]);
});

test.each([undefined, null, "text", {}, { stack: 3 }])("%j has no frames", (error) => {
  expect(readVisitorStack(error, mappers)).toEqual([]);
});

test("a stack that was mapped already is not mapped again", () => {
  const stack =
    "Error: boom\n    at helper (lib/工具.ts:5:9)\n    at async client.ts:12:5\n    at other (elsewhere.ts:1:1)\nhelper@client.ts:3:2";
  expect(framesOf(stack)).toEqual(["helper (lib/工具.ts:5:9)", "client.ts:12:5", "helper (client.ts:3:2)"]);
});
