import { describe, expect, test } from "vitest";
import { playground as en } from "#lib/i18n/en/playground.ts";
import { playground as zh } from "#lib/i18n/zh/playground.ts";
import { scenarioRecord } from "#lib/timeline/build-records.ts";
import { comparisonSentence, runSentences } from "./run-sentences.ts";

const scenario = { serviceUs: 1_000_000, roundTripUs: 4_000, workers: 10 } as const;
const blocking = scenarioRecord({ ...scenario, calls: 4, kind: "blocking" });
const concurrent = scenarioRecord({ ...scenario, calls: 25, kind: "concurrent", spreadUs: 100 });

describe("what a run was like, in words", () => {
  test("a blocking run never overlaps and names how long the client stood still", () => {
    const said = runSentences(blocking, en, "en").join(" ");
    expect(said).toContain("4 calls in 4.02 s");
    expect(said).toContain("Never two at the same time.");
    expect(said).toContain("The client could not react for 4.02 s.");
  });

  test("25 calls on ten workers are three waves, in both languages", () => {
    expect(runSentences(concurrent, en, "en")).toContain("3 waves on 10 workers.");
    expect(runSentences(concurrent, zh, "zh")).toContain("10 个工作线程，分 3 批。");
  });

  test("a free client is told by its longest pause", () => {
    expect(runSentences(concurrent, en, "en").join(" ")).toContain("never paused longer than 10.0 ms");
  });

  test("two runs are compared whichever is given first", () => {
    const few = scenarioRecord({ ...scenario, calls: 4, kind: "concurrent" });
    expect(comparisonSentence(blocking, few, en, "en")).toContain("took 4.0 times as long");
    expect(comparisonSentence(few, blocking, en, "en")).toBe(comparisonSentence(blocking, few, en, "en"));
  });

  test("runs of the same length are not called faster or slower", () => {
    expect(comparisonSentence(blocking, blocking, en, "en")).toBe(
      "Both took about as long (4.02 s and 4.02 s).",
    );
  });
});
