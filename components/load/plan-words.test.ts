import { describe, expect, test } from "vitest";
import { en } from "#lib/i18n/en.ts";
import { zh } from "#lib/i18n/zh.ts";
import { defaultLimits } from "#lib/limits.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { settlePlan } from "#lib/load/settle-plan.ts";
import { firstPlan } from "./load-form.ts";
import { formatTime, noteWords, planSentences, planTitle } from "./plan-words.ts";

const plan = (change: Partial<LoadPlan>): LoadPlan => ({ ...firstPlan, method: "a.v1.B/C", ...change });
const closed = { kind: "closed", clients: 20, thinkMs: 300, think: "constant" } as const;

describe("what a plan will do, in words", () => {
  test.each([
    [plan({}), "Fires 8 calls a second for 10 s, at random moments drawn from seed 1: about 80 calls."],
    [
      plan({ model: { kind: "open", ratePerSecond: 2.5, arrivals: "constant" }, durationMs: 2_000 }),
      "Fires 2.5 calls a second for 2 s, evenly spaced: about 5 calls.",
    ],
    [
      plan({ shape: { kind: "ramp", start: 2 } }),
      "Fires 2 to 8 calls a second, in a straight line, for 10 s, at random moments drawn from seed 1: about 50 calls.",
    ],
    [
      plan({ shape: { kind: "sweep", start: 1, levels: 8 } }),
      "Fires 1 to 8 calls a second in 8 levels, each measured on its own, for 10 s, at random moments drawn from seed 1: about 45 calls.",
    ],
    [
      plan({ model: closed }),
      "20 clients call for 10 s. Each waits for its answer, thinks 300 ms, and calls again: how many calls that makes, the answers decide.",
    ],
    [
      plan({ model: { ...closed, clients: 1, thinkMs: 0 } }),
      "1 client call for 10 s. Each calls again as soon as it is answered: how many calls that makes, the answers decide.",
    ],
  ])("%#", (wanted, sentence) => {
    expect(planSentences(wanted, en.load, "en")[0]).toBe(sentence);
  });

  test("Chinese has no gap between Chinese words, and says the same figures", () => {
    const [load = "", call = ""] = planSentences(plan({}), zh.load, "zh");
    expect(load).toBe("每秒 8 次调用，持续 10 s，时刻由种子 1 随机抽出：大约 80 次调用。");
    expect(call).toContain("二进制编码");
  });

  test("a chosen time has the decimals it was chosen with", () => {
    expect([10_000, 2_500, 300, 1_250].map((ms) => formatTime("en", ms))).toEqual([
      "10 s",
      "2.5 s",
      "300 ms",
      "1.25 s",
    ]);
  });

  test("every note that settling can make has words in both languages, with nothing left to fill in", () => {
    const wild = [
      plan({ model: { kind: "open", ratePerSecond: 1e9, arrivals: "poisson" }, protocol: "grpc" }),
      plan({ model: { kind: "open", ratePerSecond: 0, arrivals: "poisson" }, durationMs: 1 }),
      plan({ deadlineMs: 1e9, maxInFlight: 0, connections: 1e6, seed: -4 }),
      plan({ model: { ...closed, clients: 1e6 }, shape: { kind: "sweep", start: 0, levels: 1 } }),
    ];
    const notes = wild.flatMap((wanted) => settlePlan(wanted, defaultLimits).notes);
    expect(new Set(notes.map(({ reason }) => reason)).size).toBeGreaterThan(3);
    for (const note of notes) {
      for (const text of [noteWords(note, en.load, "en"), noteWords(note, zh.load, "zh")])
        expect(text).not.toMatch(/[{}]|NaN|undefined/);
    }
  });

  test("a run has a short name", () => {
    expect(planTitle(plan({}), en.load, "en")).toBe("open, 8 /s");
    expect(planTitle(plan({ model: closed }), en.load, "en")).toBe("closed, 20 clients");
  });
});
