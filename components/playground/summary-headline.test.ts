import { describe, expect, test } from "vitest";
import { dictionaries } from "#lib/i18n/dictionaries.ts";
import { compareRuns, type RunPair } from "#lib/record/compare-runs.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { scenarioRecord } from "#lib/timeline/build-records.ts";
import { summaryHeadline } from "./summary-headline.ts";

const run = (kind: "blocking" | "concurrent", serviceUs: number): RunRecord =>
  scenarioRecord({ calls: 4, kind, serviceUs, roundTripUs: 20_000, workers: 4 });
const pair = (scale = 1): RunPair => [run("blocking", 100_000 * scale), run("concurrent", 100_000)];
const say = (runs: RunPair, others: readonly RunPair[] = [], locale: "en" | "zh" = "en") =>
  summaryHeadline(
    runs.map((record, i) => ({ record, title: i === 0 ? "Sync" : "Async" })),
    compareRuns(runs, others),
    dictionaries[locale],
    locale,
  );

describe("the headline of two runs", () => {
  test("of one pair says the times and the ratio of the oracle, and that there is no interval", () => {
    expect(say(pair())).toMatchObject({
      results: [
        { title: "Sync", duration: "480 ms" },
        { title: "Async", duration: "120 ms" },
      ],
      ratio: "4.0×",
      certainty: "n = 1 pair, no interval",
    });
  });

  test("is the same whichever stands first", () => {
    const [a, b] = pair();
    expect(say([b, a]).ratio).toBe(say([a, b]).ratio);
  });

  test("of four pairs is still the pair on view, without an interval", () => {
    const others = [1.1, 1.2, 1.3].map(pair);
    expect(say(pair(), others)).toMatchObject({ ratio: "4.0×", certainty: "n = 1 pair, no interval" });
  });

  test("of seven pairs has their interval and n, in both languages", () => {
    const others = [0.95, 1.05, 0.9, 1.1, 1, 1].map(pair);
    expect(say(pair(), others).certainty).toMatch(/^95%: 3\.\d to 4\.\d, 7 paired runs$/);
    expect(say(pair(), others, "zh").certainty).toMatch(/^95%：3\.\d 至 4\.\d，7 对运行$/);
  });

  test('never says "same": an interval that covers 1 says how far off it could be', () => {
    const equal: RunPair = [run("concurrent", 100_000), run("concurrent", 100_000)];
    const others = [0.9, 1.1, 0.95, 1.05].map(
      (scale): RunPair => [run("concurrent", 100_000 * scale), run("concurrent", 100_000)],
    );
    expect(say(equal).ratio).toBe("no difference shown");
    expect(say(equal, others).ratio).toMatch(/^no difference shown \(could be −\d+% to \+\d+%\)$/);
  });

  test("does not compare what was measured in a hidden tab", () => {
    const [a, b] = pair();
    const hidden = { ...a, header: { ...a.header, marks: ["hiddenTab"] as const } };
    expect(say([hidden, b])).toMatchObject({
      ratio: null,
      certainty: "Not compared: the tab was hidden: times are not comparable.",
    });
  });
});
