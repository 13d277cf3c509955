import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseRecordFile } from "#lib/record/record-file.ts";
import type { StoredRun } from "./run-list.ts";
import { inScreenOrder } from "./screen-order.ts";

const parsed = parseRecordFile(readFileSync("lessons/02-waiting/02-four-words/recorded.json", "utf8"));
if (!parsed.ok) throw new Error("no recorded run");
const { value: record } = parsed;
const run = (origin: StoredRun["origin"], startedAtUnixMs: number): StoredRun => ({
  id: `${origin}-${startedAtUnixMs}`,
  number: 0,
  origin,
  record: { ...record, header: { ...record.header, startedAtUnixMs } },
  sourceKey: null,
});

test("of two of the visitor's runs the older one stands above", () => {
  const [first, second] = [run("run", 1), run("run", 2)];
  expect(inScreenOrder(second, first)).toEqual([first, second]);
});

test("a program that was just asked for stands above the visitor's own, in whichever order they are given", () => {
  const [own, other] = [run("run", 1), run("other", 2)];
  expect(inScreenOrder(own, other)).toEqual([other, own]);
  expect(inScreenOrder(other, own)).toEqual([other, own]);
});
