import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { missing } from "#lib/record/attempt-table.ts";
import { parseRecordFile } from "#lib/record/record-file.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type CheckRun, type CheckState, checkLesson, type RunsChecks } from "./check-lesson.ts";
import { exactly } from "./compare.ts";
import { defineLesson } from "./lesson.ts";
import { ms } from "./measure.ts";
import { near } from "./timing.ts";

const file = "lessons/02-waiting/01-one-after-another/recorded.json";
const parsed = parseRecordFile(readFileSync(join(import.meta.dirname, "../..", file), "utf8"));
if (!parsed.ok) throw new Error(file);
const record = parsed.value;

const lesson = defineLesson({
  minutes: 1,
  yours: ["client.ts"],
  shown: { experiment: "greetings", title: "greetings" },
  predictions: {},
  figures: {},
  pins: {},
  why: { options: ["a"], answer: "a", disproof: {} },
  questions: {},
  plan: (hidden) => ({
    first: { experiment: "one", params: { n: hidden.whole(1, 1_000_000) }, expectedMs: 1 },
    second: {
      experiment: "two",
      settings: ({ first }) => ({ workers: first?.calls.length ?? null }),
      expectedMs: 1,
    },
  }),
  goals: {
    five: {
      needs: ["first"],
      judge: ({ first }) => exactly(first.calls.length, 5, { feedback: "not-five" }),
    },
    quick: {
      needs: ["first", "second"],
      // A machine that is late makes it longer.
      judge: ({ second }) => near(second, 1_000 * ms + 2 * second.jitterUs, 1_000 * ms),
    },
  },
});

const files = { start: [{ path: "client.ts", content: "" }], peers: {} };
const settings = { ...record.header.settings, calls: 3 };
const learner = { files: [{ path: "client.ts", content: "mine" }], settings, answers: {} };
const lateness = (lateMs: number): RunRecord => {
  const outcome = { kind: "finished", returned: JSON.stringify(new Array(20).fill(lateMs)) } as const;
  return { ...record, header: { ...record.header, outcome } };
};

type Script = { readonly lateMs?: number; readonly without?: string; readonly record?: RunRecord };

/** A runner that answers from a script, and writes down what it was asked. */
function scripted({ lateMs = 1, without, record: given = { ...record, threads: [] } }: Script = {}) {
  const asked: CheckRun[] = [];
  const run: RunsChecks<string> = async (check, onRecord) => {
    asked.push(check);
    if (check.experiment === "lateness") return { record: lateness(lateMs), problem: null };
    if (check.experiment === without) return { record: null, problem: "it does not compile" };
    onRecord(given);
    return { record: given, problem: null };
  };
  return { run, asked };
}

async function check(script: Script = {}, seed = 1) {
  const { run, asked } = scripted(script);
  const states: CheckState<string>[] = [];
  const ask = { lesson, files, learner, seed };
  const last = await checkLesson(
    ask,
    run,
    (state) => states.push(state),
    () => false,
  );
  return { last, states, asked };
}

describe("a check", () => {
  test("ticks its goals as the runs that they need are over, and ends passed", async () => {
    const { last, states } = await check();
    expect(last).toMatchObject({ verdict: "passed", feedback: null, problem: null });
    const kinds = states.map(({ goals }) => `${goals.five?.kind} ${goals.quick?.kind}`);
    expect(kinds.indexOf("judged waiting")).toBeGreaterThan(kinds.indexOf("waiting waiting"));
    expect(kinds.at(-1)).toBe("judged judged");
    expect(states[0]?.runs.map(({ state }) => state)).toEqual(["running", "waiting"]);
    expect(states.at(-1)).toEqual(last);
  });

  test("looks at the machine before each run, with the lesson's server and the learner's settings", async () => {
    const { asked } = await check();
    expect(asked.map(({ experiment }) => experiment)).toEqual(["lateness", "one", "lateness", "two"]);
    expect(asked.every((run) => run.settings.where === "backend" && run.settings.calls === 3)).toBe(true);
    expect(asked[1]?.files).toContainEqual({ path: "client.ts", content: "mine" });
  });

  test("lets an earlier run decide the settings of a later one", async () => {
    const { asked } = await check();
    expect(asked[1]?.settings.workers).toBe(record.header.settings.workers);
    // The calibration before it looks at the same deployment.
    expect(asked.slice(2).map((run) => run.settings.workers)).toEqual([5, 5]);
  });

  test("draws the same hidden values for the same seed, and others for another", async () => {
    const params = async (seed: number) =>
      (await check({}, seed)).asked[1]?.files.find(({ path }) => path === "params.ts");
    expect(await params(1)).toEqual(await params(1));
    expect(await params(1)).not.toEqual(await params(2));
  });

  test("cannot tell on a busy machine: neither passed nor failed", async () => {
    const { last } = await check({ lateMs: 80 });
    expect(last.verdict).toBe("cannotTell");
    expect(last.goals.five).toMatchObject({ finding: { verdict: "passed" } });
  });

  test("a mistake outweighs a doubt, and says the lesson's words", async () => {
    const fewer = { ...record, threads: [], attempts: { ...record.attempts, length: 4 } };
    const { last } = await check({ lateMs: 80, record: fewer });
    expect(last).toMatchObject({ verdict: "notYet", feedback: "not-five" });
  });

  test("ends early when enough is known, with what is judged by then", async () => {
    const fewer = { ...record, threads: [], attempts: { ...record.attempts, length: 4 } };
    const { run, asked } = scripted({ record: fewer });
    const isMissed = ({ goals }: CheckState<string>) => goals.five?.kind === "judged";
    const last = await checkLesson(
      { lesson, files, learner, seed: 1 },
      run,
      () => {},
      () => false,
      isMissed,
    );
    expect(last).toMatchObject({
      verdict: "notYet",
      feedback: "not-five",
      goals: { quick: { kind: "waiting" } },
    });
    expect(asked.map(({ experiment }) => experiment)).toEqual(["lateness", "one"]);
  });

  test("cannot tell from a run whose connection was lost", async () => {
    const header = { ...record.header, outcome: { kind: "lostConnection" } as const };
    const { last } = await check({ record: { ...record, threads: [], header } });
    expect(last).toMatchObject({ verdict: "cannotTell", feedback: null });
    expect(last.goals.five).toMatchObject({ finding: { verdict: "cannotTell" } });
  });

  test("cannot tell from a run whose client claims what its server denies", async () => {
    const attempts = { ...record.attempts, arrived: record.attempts.arrived.map(() => missing) };
    const { last } = await check({ record: { ...record, threads: [], attempts } });
    expect(last).toMatchObject({ verdict: "cannotTell" });
    expect(last.goals.five).toMatchObject({ finding: { verdict: "cannotTell" } });
  });

  test("a run that cannot be made ends it, and what it decides stays waiting", async () => {
    const { last, asked } = await check({ without: "two" });
    expect(last).toMatchObject({ problem: "it does not compile", verdict: "cannotTell" });
    expect(last.goals.quick).toEqual({ kind: "waiting" });
    expect(last.goals.five?.kind).toBe("judged");
    expect(asked).toHaveLength(4);
  });

  test("stops where it is told to", async () => {
    const { run, asked } = scripted();
    const ask = { lesson, files, learner, seed: 1 };
    const last = await checkLesson(
      ask,
      run,
      () => {},
      () => asked.length >= 2,
    );
    expect(last).toMatchObject({ verdict: "stopped", feedback: null });
    expect(asked).toHaveLength(2);
  });
});
