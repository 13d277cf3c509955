import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { LanguageProvider } from "#components/i18n/use-text.tsx";
import { en } from "#lib/i18n/en.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { zh } from "#lib/i18n/zh.ts";
import { createRandom } from "#lib/random.ts";
import { attemptFlags } from "#lib/record/attempt-table.ts";
import {
  foldFacts,
  type ModelClocks,
  modelAttempts,
  modelFacts,
  modelStart,
  type RunModel,
} from "#lib/record/modelled-run.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { toRecord } from "#lib/record/to-record.ts";
import { toCurveRows } from "./curve-rows.ts";
import { toDots } from "./dots.ts";
import { type HistogramScale, toHistogramModel } from "./histogram-places.ts";
import { csvOfHistogram, readHistogram, tableOfHistogram } from "./histogram-words.ts";
import { toLatencyModel } from "./latency-model.ts";
import { LatencyView } from "./latency-view.tsx";
import { csvOfCurve, readCurve, tableOfCurve } from "./percentile-words.ts";
import { createSay, formatChange } from "./say.ts";
import { toShareRows } from "./share-rows.ts";
import { csvOfStartTimes, tableOfStartTimes } from "./start-words.ts";
import { verdictSentence } from "./verdict-words.ts";

const clocks: ModelClocks = {
  offsetUs: 2e11,
  driftUsPerS: 0,
  stepUs: 1,
  pingOutUs: () => 0,
  pingBackUs: () => 0,
};

function recordOf(title: string, model: Partial<RunModel>): RunRecord {
  const attempts = modelAttempts({
    calls: 25,
    blocking: false,
    workers: 10,
    sockets: 1_000,
    serviceUs: () => 1_000_000,
    oneWayUs: () => 1_000,
    timeoutUs: Number.POSITIVE_INFINITY,
    queueLimit: Number.POSITIVE_INFINITY,
    outsideEvery: 0,
    ...model,
  });
  return toRecord(foldFacts(modelFacts(attempts, clocks), { ...modelStart, title }));
}

function noisy(calls: number, seed: number, scale = 1): RunRecord {
  const random = createRandom(seed);
  return recordOf("Noisy", { calls, workers: 1_000, serviceUs: () => scale * random.whole(50_000, 150_000) });
}

/** Service between 50 and 150 ms. */
function unsteady(seed: number): Pick<RunModel, "workers" | "serviceUs"> {
  const random = createRandom(seed);
  return { workers: 1_000, serviceUs: () => random.whole(50_000, 150_000) };
}

/** The view's text, tags left out. */
function textOf(a: RunRecord, b: RunRecord | null = null, locale: Locale = "en"): string {
  const html = renderToStaticMarkup(
    <LanguageProvider locale={locale} text={locale === "en" ? en : zh}>
      <LatencyView a={a} b={b} />
    </LanguageProvider>,
  );
  return html
    .replace(/<[^>]*>/g, "\n")
    .replace(/\n+/g, "\n")
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<");
}

const waves = recordOf("All at once", {});
const say = createSay("en", en.latency, "s");

describe("the latency view", () => {
  test("shows percentiles with n, and greys those that 25 calls cannot carry", () => {
    const text = textOf(waves);
    expect(text).toContain("n = 25 calls");
    expect(text).toContain("p50 (median)\n2.00 s\n1.00 s to 2.00 s\nn = 25\n");
    expect(text).toContain("p95\n3.00 s\nneeds 72 samples, has 25");
    expect(text).toContain("p99\n3.00 s\nneeds 368 samples, has 25");
    expect(text).toContain("Mean\n1.80 s\nMax\n3.00 s");
  });

  test("reads each chart in words made from the run", () => {
    const text = textOf(waves);
    expect(text).toContain(
      "The calls of A fall into 3 groups: 10 near 1.00 s, 10 near 2.00 s, and 5 near 3.00 s.",
    );
    expect(text).toContain("Half of the calls of A took at most 2.00 s; the slowest took 3.00 s.");
    expect(text).toContain("Beyond p86.2 the line is dotted");
    expect(text).toContain("All calls of A start at the same moment.");
  });

  test("draws only single calls when there are too few for a shape", () => {
    const text = textOf(recordOf("Four", { calls: 4, workers: 2 }));
    expect(text).toContain("needs 6 samples, has 4");
    expect(text).toContain("Run A has 4 of the 20 calls needed for a shape");
    expect(text).not.toContain("How often each latency occurred");
    expect(text).toContain("Latency by start time");
  });

  test("draws the shape of the larger run alone when the other one is too small for one", () => {
    const text = textOf(recordOf("Four", { calls: 4, workers: 2 }), waves);
    expect(text).toContain("Run A has 4 of the 20 calls needed for a shape");
    expect(text).toContain("The calls of B fall into 3 groups");
    expect(text).not.toContain("The calls of A fall");
  });

  test("shows what became of the calls when none succeeded", () => {
    const text = textOf(recordOf("Late", { calls: 8, timeoutUs: 100_000 }));
    expect(text).toContain("No call succeeded");
    expect(text).toContain("timed out");
    expect(text).not.toContain("p50");
  });

  test("says that all calls took the same instead of drawing one bar", () => {
    expect(textOf(recordOf("Even", { calls: 10, workers: 10 }))).toContain(
      "All 10 calls took the same: 1.00 s.",
    );
  });

  test("keeps every other outcome apart and counts it", () => {
    const text = textOf(recordOf("Shed", { calls: 40, queueLimit: 5, outsideEvery: 8 }));
    expect(text).toMatch(
      /Not in these figures: \d+ refused, queue full \(\d+%\) and \d+ made outside the page\./,
    );
  });

  test("of a run without calls says so, in both languages", () => {
    expect(textOf(recordOf("Nothing", { calls: 0 }))).toContain("This run made no calls.");
    expect(textOf(recordOf("Nothing", { calls: 0 }), null, "zh")).toContain("这次运行没有发起调用。");
  });

  test("compares two runs, and refuses when a tab was hidden", () => {
    const slow = noisy(80, 2, 4);
    expect(textOf(noisy(80, 1), slow)).toMatch(/The median of B is [34]\.\d × that of A/);
    expect(textOf(slow, noisy(80, 1))).toContain("B is faster.");
    expect(textOf(noisy(80, 1), noisy(80, 3))).toMatch(
      /No difference of the medians is shown: B could be −.* to \+/,
    );
    const hidden: RunRecord = { ...slow, header: { ...slow.header, marks: ["hiddenTab"] } };
    expect(textOf(noisy(80, 1), hidden)).toContain("Not compared: the tab was hidden");
  });

  test("says a ratio of p95 or p99 only where both runs have the samples for it", () => {
    const text = textOf(noisy(400, 1), noisy(80, 2, 4));
    expect(text).toMatch(/p95\n[\d.]+ ms\n[\d.]+ ms\n[34]\.\d×\n/);
    expect(text).toContain("not compared: needs 368 calls each, A has 400, B has 80");
  });

  test("does not hide what a comparison of two runs cannot know", () => {
    const slow = noisy(80, 2, 4);
    const other: RunRecord = {
      ...slow,
      header: { ...slow.header, recorded: true, settings: { ...slow.header.settings, workers: 3 } },
    };
    const text = textOf(noisy(80, 1), other);
    expect(text).toContain("One run each: the interval covers these calls only.");
    expect(text).toContain("The runs differ in workers.");
    expect(text).toContain("One of the runs was recorded earlier");
    const failing = recordOf("Late", { calls: 80, blocking: true, ...unsteady(4), timeoutUs: 120_000 });
    expect(textOf(noisy(80, 1), failing)).toMatch(/100% of the calls of A succeeded and \d\d% of those of B/);
  });

  test.each([
    ["a run goes on", { outcome: { kind: "running" } }, "a run is still going on"],
    ["the machine slept", { marks: ["sleep"] }, "the computer slept"],
    ["the record contradicts itself", { marks: ["clockError"] }, "contradicts itself about time"],
  ] as const)("refuses to compare when %s", (_, header, reason) => {
    const slow = noisy(80, 2, 4);
    const spoiled = { ...slow, header: { ...slow.header, ...header } };
    const text = textOf(noisy(80, 1), spoiled);
    expect(text).toContain(reason);
    expect(text).not.toContain("× that of A");
  });

  test("refuses to compare what no clock could tell, or where nothing succeeded", () => {
    const short = recordOf("Short", { calls: 50, blocking: true, serviceUs: () => 40, oneWayUs: () => 60 });
    const coarse = { ...short, header: { ...short.header, clock: { ...short.header.clock, stepUs: 100 } } };
    expect(textOf(noisy(80, 1), coarse)).toContain("the clock is too coarse");
    expect(textOf(coarse)).toContain("p50 (median)\n< 0.5 ms\nn = 50");
    const failed = recordOf("Late", { calls: 30, timeoutUs: 100 });
    expect(textOf(noisy(80, 1), failed)).toContain("in one of the runs no call succeeded");
  });

  test("says when the client itself was late, and when calls depend on each other", () => {
    const text = textOf(recordOf("Six sockets", { calls: 60, sockets: 6, ...unsteady(3) }));
    expect(text).toMatch(
      /Sent late: \d+ of 60 calls left the client later than the code asked for, by up to/,
    );
    expect(text).toContain("from the actual send");
    expect(textOf(waves)).toMatch(/Neighbouring calls are alike \(rank correlation 0\.9\d\)/);
    expect(textOf(noisy(200, 1))).not.toContain("Neighbouring calls");
  });

  test("shows the picked calls alone", () => {
    const inside = [new Set([0, 1, 2])];
    const { runs } = toLatencyModel([waves], { timeouts: "without", method: null, inside });
    expect(runs[0]?.points.map(({ row }) => row)).toEqual([0, 1, 2]);
  });

  test("never mixes methods without saying so", () => {
    // The last three: one of the other method, and two that a handler asked a third one.
    const last = waves.attempts.length - 3;
    const attempts = {
      ...waves.attempts,
      method: waves.attempts.method.map((_, row) => Math.max(0, row - last + 1)).map((at) => Math.min(at, 2)),
      flags: waves.attempts.flags.map((flags, row) => (row > last ? flags | attemptFlags.nested : flags)),
    };
    const methods = ["a.B/One", "a.B/Two", "a.C/Hop"];
    const two = { ...waves, attempts, header: { ...waves.header, methods } };
    expect(textOf(two)).toContain("These figures mix 2 methods");
    const of = (method: string) =>
      toLatencyModel([two], { timeouts: "without", method }).runs[0]?.sorted.length;
    expect([of("a.B/One"), of("a.B/Two")]).toEqual([22, 1]);
    expect(toLatencyModel([two]).methods).toEqual(["a.B/One", "a.B/Two"]);
  });

  test("speaks Chinese", () => {
    const text = textOf(waves, recordOf("逐个", { blocking: true, calls: 6 }), "zh");
    expect(text).toContain("需要 72 个样本，现有 25 个");
    expect(text).toContain("A 的调用分成 3 群");
    expect(text).toContain("B · 逐个");
  });
});

describe("what the charts draw", () => {
  test("holds every answered call in one bar or beside the axis", () => {
    const failing = recordOf("Shed", { calls: 60, timeoutUs: 2_500_000 });
    for (const scale of ["log", "linear"] as const satisfies HistogramScale[]) {
      for (const records of [[waves], [noisy(300, 5)], [noisy(40, 6), waves], [failing]]) {
        const model = toLatencyModel(records);
        const { places, domain } = toHistogramModel(model, scale);
        expect(places.length).toBeLessThanOrEqual(121);
        for (const { key, sorted, apart } of model.runs) {
          const held = (count: (place: (typeof places)[number]) => number) =>
            places.reduce((sum, place) => sum + count(place), 0);
          expect(held(({ counts }) => counts[key] ?? 0)).toBe(sorted.length);
          expect(held((place) => place.apart[key]?.timeout ?? 0)).toBe(apart.timeout.length);
          expect(places.every(({ left, right }) => left >= domain[0] && right <= domain[1])).toBe(true);
        }
      }
    }
  });

  test("stays within the marks a chart may have", () => {
    const model = toLatencyModel([noisy(5_000, 8), noisy(5_000, 9)]);
    expect(toCurveRows(model.runs, 400).length).toBeLessThanOrEqual(801);
  });

  test("carries both curves at every place, solid where the sample is large enough and dotted beyond", () => {
    const rows = toCurveRows(toLatencyModel([noisy(100, 5), noisy(30, 6)]).runs, 400);
    for (const { points, solid, dotted } of rows) {
      for (const key of ["a", "b"] as const) {
        expect(points[key]).toBeDefined();
        expect(solid[key] ?? dotted[key]).toBe(points[key]?.us);
        if (points[key]?.enough) expect(dotted[key]).toBeUndefined();
      }
    }
    expect(rows.at(-1)?.dotted.a).toBeDefined();
  });

  test("draws the share of calls exactly, dotted from where the samples end", () => {
    const rows = toShareRows(toLatencyModel([waves]).runs, [9e5, 4e6], 400);
    expect(rows.map(({ solid, dotted }) => [solid.a, dotted.a])).toEqual([
      [0, undefined],
      [0.4, undefined],
      [0.8, undefined],
      [1, 1],
      [undefined, 1],
    ]);
  });

  test("marks selected calls in the bars that hold them", () => {
    const model = toLatencyModel([waves]);
    const [dot] = toDots(model, new Set());
    const picked = { a: new Float64Array([dot?.point.us ?? 0]) };
    const { places } = toHistogramModel(model, "log", picked);
    expect(places.reduce((sum, place) => sum + (place.picked.a ?? 0), 0)).toBe(1);
    expect(places.every(({ picked: part, counts }) => (part.a ?? 0) <= (counts.a ?? 0))).toBe(true);
  });

  test("counts what lies below one step of the clock beside the axis", () => {
    const model = toLatencyModel([waves]);
    const coarse = { runs: model.runs.map((run) => ({ ...run, stepUs: 1_500_000 })) };
    const [gutter] = toHistogramModel(coarse, "log").places;
    expect(gutter).toMatchObject({ isGutter: true, counts: { a: 10 } });
    expect(readHistogram([], coarse, say)).toContain("10 calls below one step of the clock");
  });

  test("may count timeouts as at least what their callers waited", () => {
    const late = recordOf("Late", { calls: 25, timeoutUs: 1_500_000 });
    expect(toLatencyModel([late]).runs[0]?.sorted.length).toBe(10);
    expect(toLatencyModel([late], { timeouts: "atLeastDeadline", method: null }).runs[0]?.sorted.length).toBe(
      25,
    );
  });
});

describe("the data behind a chart", () => {
  const model = toLatencyModel([waves]);

  test("lists the bars, the percentiles and the calls", () => {
    const bars = tableOfHistogram(toHistogramModel(model, "log").places, model, say);
    expect(bars.rows.map((cells) => cells[2])).toEqual(["10", "10", "5"]);
    const curve = tableOfCurve(model, 0.97, say);
    expect(curve.rows.map(([name]) => name)).toEqual(["p50", "p90", "p95"]);
    expect(curve.rows[2]?.[2]).toBe("needs 72 samples, has 25");
    expect(tableOfStartTimes(toDots(model, new Set()), say).rows.length).toBe(25);
  });

  test("goes to other programs in µs with all its digits", () => {
    const bars = csvOfHistogram(toHistogramModel(model, "log").places, model);
    expect(bars.head).toEqual(["from_us", "to_below_us", "a_ok", "a_failed", "a_timeout", "a_cancelled"]);
    expect(bars.rows.reduce((sum, cells) => sum + Number(cells[2]), 0)).toBe(25);
    const steps = csvOfCurve(model);
    expect(steps.rows.length).toBe(25);
    expect(steps.rows[0]).toEqual(["a", 1, 25, 0.04, 1_002_041, null, 1_002_041, 1]);
    const calls = csvOfStartTimes(toDots(model, new Set()));
    expect(calls.rows[0]).toEqual(["a", 0, 1, 0, 1_002_041, 0, "ok"]);
  });

  test("reads as nothing when nothing succeeded", () => {
    const late = toLatencyModel([recordOf("Late", { timeoutUs: 100_000 })]);
    expect([readHistogram([], late, say), readCurve(late, say)]).toEqual(["", ""]);
  });
});

describe("words", () => {
  test("say an interval that is open on one side as such", () => {
    expect(say.interval(1e6, 2e6)).toBe("1.00 s to 2.00 s");
    expect(say.interval(1e6, null)).toBe("≥ 1.00 s");
    expect(say.interval(null, 2e6)).toBe("≤ 2.00 s");
    expect(say.interval(null, null)).toBe("no bounds yet");
  });

  test("give a percentile as many digits as its nines", () => {
    expect([0.5, 0.99, 0.999, 0.9999].map(say.percentile)).toEqual(["p50", "p99", "p99.9", "p99.99"]);
  });

  test("never say same: an interval that covers 1 shows no difference", () => {
    const sentence = verdictSentence(
      { kind: "noDifference", ratio: 1.03, lower: 0.93, upper: 1.18 },
      { words: en.latency, locale: "en" },
    );
    expect(sentence).toBe("No difference of the medians is shown: B could be −7.0% to +18% against A.");
    expect([1, 1.5, 0.5].map((ratio) => formatChange("en", ratio))).toEqual(["±0.0%", "+50%", "−50%"]);
  });
});
