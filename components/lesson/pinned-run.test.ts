import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { BenchView } from "./bench.ts";
import { isPinned, pinnedRun } from "./pinned-run.ts";

const parsed = parseRecordFile(readFileSync("lessons/02-waiting/01-one-after-another/recorded.json", "utf8"));
if (!parsed.ok) throw new Error("no recorded run");
const recorded = parsed.value;
const made = (id: string, experiment = "greetings"): RunRecord => ({
  ...recorded,
  header: { ...recorded.header, id, experiment },
});

const facts = { shown: { experiment: "greetings", title: "greetings" } };
const strangers = ["disproof", "check"];
const view = (shown: RunRecord | null, compared: RunRecord | null = null) =>
  ({ shown, compared, strangers }) as unknown as BenchView;

test("pins are on the recorded run and on the learner's own of the same experiment", () => {
  expect(isPinned(facts, null, recorded)).toBe(true);
  expect(isPinned(facts, view(null), made("own"))).toBe(true);
});

test("pins are on no other program's run and on no other experiment's", () => {
  expect(isPinned(facts, view(null), made("disproof"))).toBe(false);
  expect(isPinned(facts, view(null), made("own", "trip"))).toBe(false);
});

test("beside a disproof the pins stay with the run that it is held against", () => {
  expect(pinnedRun(facts, view(made("disproof"), made("own")))?.header.id).toBe("own");
  expect(pinnedRun(facts, view(made("disproof")))).toBeNull();
  expect(pinnedRun(facts, null)).toBeNull();
});
