import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { compareRecorded } from "./compare-recorded.ts";
import type { Lesson } from "./lesson.ts";
import { about, count, duration, plain } from "./quantity.ts";

const file = "lessons/02-waiting/01-one-after-another/recorded.json";
const parsed = parseRecordFile(readFileSync(join(import.meta.dirname, "../..", file), "utf8"));
if (!parsed.ok) throw new Error(file);
const recorded = parsed.value;
const another = (durationUs: number): RunRecord => ({
  ...recorded,
  header: { ...recorded.header, durationUs },
});

function lessonOf(shown: Partial<Lesson["shown"]> = {}): Lesson {
  return {
    minutes: 1,
    yours: [],
    shown: { experiment: "greetings", title: "greetings", ...shown },
    predictions: {},
    figures: { total: ({ endUs }) => duration(endUs), calls: ({ calls }) => count(calls.length) },
    pins: {},
    why: { options: ["a"], answer: "a", disproof: {} },
    questions: {},
    plan: () => ({}),
    goals: {},
  };
}

describe("a run of today beside the recorded one", () => {
  test("tells the same story when it is a little longer", () => {
    const today = another(Math.round(recorded.header.durationUs * 1.2));
    expect(compareRecorded(lessonOf(), recorded, today)).toEqual([]);
  });

  test("is off by a duration that is far from the recorded one", () => {
    const today = another(recorded.header.durationUs * 5);
    expect(compareRecorded(lessonOf(), recorded, today).map(({ key }) => key)).toEqual(["figures.total"]);
  });

  test("may take as long as it likes where the lesson computes, but makes the same calls", () => {
    const today = another(recorded.header.durationUs * 5);
    const lesson = lessonOf({ computes: true });
    expect(compareRecorded(lesson, recorded, today)).toEqual([]);
    const fewer = { ...today, attempts: { ...today.attempts, length: 4 } };
    expect(compareRecorded(lesson, recorded, fewer).map(({ key }) => key)).toEqual([
      "attempts",
      "figures.calls",
    ]);
  });

  test("may differ in what is about so much: by a third, and where the lesson computes by twice as much", () => {
    const lessonWith = (value: (endUs: number) => number, shown: Partial<Lesson["shown"]> = {}) => ({
      ...lessonOf(shown),
      figures: { k: ({ endUs }: { endUs: number }) => about(plain(value(endUs))) },
    });
    const { durationUs } = recorded.header;
    const keys = (factor: number, computes: boolean) => {
      const lesson = lessonWith((endUs) => (2 * endUs) / durationUs, computes ? { computes } : {});
      return compareRecorded(lesson, recorded, another(durationUs * factor)).map(({ key }) => key);
    };
    expect([keys(1.2, false), keys(1.8, false)]).toEqual([[], ["figures.k"]]);
    expect([keys(1.8, true), keys(2.5, true)]).toEqual([[], ["figures.k"]]);
  });
});
