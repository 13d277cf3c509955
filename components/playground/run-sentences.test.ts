import { describe, expect, test } from "vitest";
import { summary as en } from "#lib/i18n/en/summary.ts";
import { summary as zh } from "#lib/i18n/zh/summary.ts";
import { summarizeRun } from "#lib/record/run-summary.ts";
import { scenarioRecord, testRecord } from "#lib/timeline/build-records.ts";
import { criticalPath } from "#lib/timeline/critical-path.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { pairSentences, runSentences } from "./run-sentences.ts";

const scenario = { serviceUs: 1_000_000, roundTripUs: 4_000, workers: 10 } as const;
const blocking = {
  title: "Blocking",
  record: scenarioRecord({ ...scenario, calls: 4, kind: "blocking" }),
};
const concurrent = {
  title: "At once",
  record: scenarioRecord({ ...scenario, calls: 25, kind: "concurrent", spreadUs: 100 }),
};

describe("what a run was like, in words", () => {
  test("a blocking run never overlaps, and says how long and how much of it the client stood still", () => {
    expect(runSentences(blocking, en, "en")).toEqual([
      "Blocking: 4 calls in 4.02 s, all answered, never two at the same time.",
      "Client thread: blocked for 4.02 s (100%).",
      "What set the length: one call at a time (100% your handler).",
    ]);
  });

  test("25 calls on ten workers are three waves, in both languages", () => {
    expect(runSentences(concurrent, en, "en").join(" ")).toContain(
      "What set the length: 3 waves on 10 workers (",
    );
    expect(runSentences(concurrent, zh, "zh").join("")).toContain("决定用时的是：10 个工作线程，分 3 批（");
  });

  test("the numbers are those of the record, in both languages", () => {
    for (const run of [blocking, concurrent]) {
      const { makespanUs, longestBeatGapUs } = summarizeRun(run.record);
      const path = criticalPath(run.record);
      const share = Math.round((Math.max(...Object.values(path.byPhaseUs)) / path.makespanUs) * 100);
      for (const [words, locale] of [
        [en, "en"],
        [zh, "zh"],
      ] as const) {
        const [total, freedom, limit] = runSentences(run, words, locale);
        expect(total).toContain(formatDuration(locale, makespanUs ?? 0));
        expect(limit).toContain(`${share}%`);
        if (run === concurrent) expect(freedom).toContain(formatDuration(locale, longestBeatGapUs));
      }
    }
  });

  test("a long way is named as what limited the run", () => {
    const far = scenarioRecord({
      serviceUs: 1_000,
      roundTripUs: 200_000,
      workers: 10,
      calls: 3,
      kind: "concurrent",
    });
    expect(runSentences({ record: far, title: "Far" }, en, "en").at(-1)).toMatch(
      /^What set the length: the round trip \(\d+% network\)\.$/,
    );
  });

  test("a call that a program kept waiting while slots were free did not wait for a worker", () => {
    const record = testRecord({
      attempts: [
        {
          intended: 0,
          sent: 0,
          arrived: 500,
          started: 9_000,
          ended: 9_100,
          replied: 9_100,
          received: 9_600,
          resumed: 9_600,
          worker: 0,
        },
      ],
      settings: { workers: 10 },
    });
    expect(runSentences({ record, title: "Cold" }, en, "en").at(-1)).toMatch(
      /^What set the length: its one call \(/,
    );
  });

  test("beside a run without a call nobody says that all of them were answered", () => {
    const few = scenarioRecord({ ...scenario, calls: 1, kind: "concurrent" });
    const none = scenarioRecord({ ...scenario, calls: 0, kind: "concurrent" });
    expect(pairSentences(few, none, en, "en")[0]).toBe("1 call, answered against 0 calls.");
  });

  test("of two runs every sentence tells of both, in the order given", () => {
    const few = scenarioRecord({ ...scenario, calls: 4, kind: "concurrent" });
    expect(pairSentences(blocking.record, few, en, "en")).toEqual([
      "4 calls each, all answered; up to 1 against 4 at the same time.",
      "Client thread: blocked for 4.02 s (100%) against free (longest pause 10.0 ms).",
      "What set the length: one call at a time (100% your handler) against the slowest call (100% your handler).",
    ]);
    expect(pairSentences(few, concurrent.record, zh, "zh")[0]).toBe(
      "4 次调用，全部得到答复，最多 4 个同时进行；对照：25 次调用，全部得到答复，最多 25 个同时进行。",
    );
  });
});
