import { isSame, returns } from "#lib/lessons/compare.ts";
import type { Attempt, Run } from "#lib/lessons/evidence.ts";
import { all, cannotTell, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson, type Learner } from "#lib/lessons/lesson.ts";
import { execution, makespan, maxOverlap, ms, slotsUsed, waves } from "#lib/lessons/measure.ts";
import {
  atLeast,
  atMost,
  count,
  duration,
  nothing,
  plain,
  type Quantity,
  value,
} from "#lib/lessons/quantity.ts";
import { isTooBusy } from "#lib/lessons/timing.ts";

const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
  calls: 25,
} as const;

type Case = { readonly calls: number; readonly workers: number; readonly serviceMs: number };
type Hidden = {
  readonly pool: { readonly calls: number; readonly serviceMs: number; readonly limitMs: number };
  readonly cases: readonly Case[];
};
const hiddenOf = ({ params }: Run) => params as Hidden;

/** As many workers as a deployment may have (lib/limits.ts, maxWorkers). */
const mostWorkers = 64;

/** What the learner's `smallestPool` said; null when it is no pool. */
function poolOf(answers: Run | undefined): number | null {
  const pool = (answers?.returned as { readonly pool?: unknown } | undefined)?.pool;
  const isPool = typeof pool === "number" && Number.isInteger(pool) && pool >= 1 && pool <= mostWorkers;
  return isPool ? pool : null;
}

/** As long as the run would take on a machine without overhead: its waves are counted, and counts are exact. */
const tookUs = (run: Run) => waves(run.attempts) * hiddenOf(run).pool.serviceMs * ms;
const lastStarted = ({ attempts }: Run) => byStart(attempts).at(-1);

function byStart(attempts: readonly Attempt[]): Attempt[] {
  const started = attempts.filter((attempt) => attempt.started !== undefined);
  return started.sort((a, b) => (a.started ?? 0) - (b.started ?? 0));
}

function enough(answers: Run, chosen: Run): Finding {
  const pool = poolOf(answers);
  const { calls, serviceMs, limitMs } = hiddenOf(answers).pool;
  const needed = Math.ceil(calls / Math.floor(limitMs / serviceMs));
  if (pool === null) return noPool(answers);
  const feedback =
    pool === 12 ? { feedback: "fixed-twelve" } : pool === needed - 1 ? { feedback: "one-too-few" } : {};
  return judge(tookUs(chosen) <= limitMs * ms, atMost(duration(limitMs * ms)), duration(tookUs(chosen)), {
    at: lastStarted(chosen),
    ...feedback,
  });
}

/** Of what is no pool nothing else can be said. */
function noPool(answers: Run): Finding {
  const said = (answers.returned as { readonly pool?: unknown } | undefined)?.pool;
  const isFraction = typeof said === "number" && said > 0 && !Number.isInteger(said);
  const mistake = isFraction ? { feedback: "part-of-a-worker" } : {};
  return judge(false, poolInsteadOf(said), isFraction ? plain(said) : value(said), mistake);
}

/** A text that reads as a number is no number. */
function poolInsteadOf(said: unknown): Quantity {
  if (typeof said === "string" && Number.isFinite(Number(said))) return value(Number(said));
  return typeof said === "number" && said >= 1 ? atMost(count(mostWorkers)) : atLeast(count(1));
}

function minimal(answers: Run, fewer: Run): Finding {
  if (poolOf(answers) === null) return noPool(answers);
  const limitUs = hiddenOf(fewer).pool.limitMs * ms;
  const mistake = { at: lastStarted(fewer), feedback: "one-per-call" };
  return judge(tookUs(fewer) > limitUs, atLeast(duration(limitUs)), duration(tookUs(fewer)), mistake);
}

/** A machine too busy to start all of the first wave before its first call ends says nothing. */
function allSlots(answers: Run, chosen: Run): Finding {
  const pool = poolOf(answers);
  if (pool === null) return noPool(answers);
  const used = slotsUsed(chosen.attempts);
  const most = maxOverlap(chosen.attempts, "started", "ended");
  if (used === pool && most < pool && isTooBusy(chosen)) return cannotTell(count(pool), count(most));
  return judge(used === pool && most === pool, count(pool), count(Math.min(used, most)));
}

function formula(answers: Run, chosen: Run): Finding {
  const { cases, pool: asked } = hiddenOf(answers);
  const right = ({ calls, workers, serviceMs }: Case) => Math.ceil(calls / workers) * serviceMs;
  const said = (answers.returned as { readonly makespans?: unknown } | undefined)?.makespans;
  const halfWaves = cases.map(({ calls, workers, serviceMs }) => (calls / workers) * serviceMs);
  const mistake = isSame(said, halfWaves) ? { feedback: "no-rounding" } : {};
  const forecast = duration(right({ ...asked, workers: poolOf(answers) ?? 1 }) * ms);
  const measured = duration(tookUs(chosen));
  return all(
    returns(said, cases.map(right), mistake),
    // The formula is right by now: what differs is the machine's.
    isSame(forecast, measured) ? judge(true, forecast, measured) : cannotTell(forecast, measured),
  );
}

/** Which of the calls that ran out of time had been started, says the record and not this file. */
function whereTheyWere(late: Run, { answers }: Learner): Finding {
  const failed = late.attempts.filter(({ status }) => status === 4);
  const waiting = failed.filter(({ arrived, started }) => arrived !== undefined && started === undefined);
  const truth = waiting.length === 0 ? "handler" : waiting.length === failed.length ? "queue" : "both";
  const guessed = { queue: failed.length, handler: 0, network: 0, both: waiting.length }[answers.where ?? ""];
  const words: Readonly<Record<string, string>> = { handler: "slow-not-queued", queue: "all-in-queue" };
  const feedback = words[answers.where ?? ""];
  return judge(
    failed.length > 0 && answers.where === truth,
    count(waiting.length),
    guessed === undefined ? nothing : count(guessed),
    { at: waiting[0] ?? failed[0], ...(feedback === undefined ? {} : { feedback }) },
  );
}

export default defineLesson({
  minutes: 12,
  yours: ["pool.ts"],
  shown: { experiment: "burst", title: "burst", settings },
  predictions: {
    many: { kind: "choice", options: ["one", "half", "three", "all"], answer: "three" },
    eleven: {
      kind: "choice",
      options: ["one", "bit", "two"],
      answer: "two",
      shownBy: ({ record: { header } }) => header.settings.calls === 11 && header.settings.workers === 10,
    },
    unlimited: {
      kind: "choice",
      options: ["one", "three", "all"],
      answer: "one",
      shownBy: ({ record: { header } }) => header.settings.workers === null,
    },
  },
  figures: {
    calls: ({ calls }) => count(calls.length),
    one: ({ attempts }) =>
      duration(Math.max(0, ...attempts.slice(0, 1).map((first) => execution(first) ?? 0))),
    total: ({ calls }) => duration(makespan(calls) ?? 0),
    overlap: ({ attempts }) => count(maxOverlap(attempts, "started", "ended")),
    waves: ({ attempts }) => count(waves(attempts)),
  },
  pins: {
    first: ({ attempts }) => byStart(attempts)[0],
    eleventh: ({ attempts }) => byStart(attempts)[10],
    last: ({ attempts }) => byStart(attempts)[24],
  },
  why: {
    options: ["slow", "sent", "processor", "slots"],
    answer: "slots",
    disproof: {
      slow: { settings: { workers: 25 } },
      sent: { settings: { workers: 25 } },
      processor: { settings: { workers: null } },
    },
  },
  questions: { where: { options: ["queue", "handler", "both", "network"] } },
  plan: (hidden) => {
    const perWorker = hidden.whole(3, 4);
    const drawn = hidden.whole(53, 58);
    // Not full waves only, or rounding down would do; and not twelve workers, as in the example.
    const calls = drawn % perWorker === 0 ? drawn + 1 : drawn;
    const serviceMs = 10 * hidden.whole(28, 34);
    const anyCase = () => ({
      calls: hidden.whole(1, 200),
      workers: hidden.whole(1, 40),
      serviceMs: hidden.whole(1, 2_000),
    });
    const full = { calls: 40, workers: 8, serviceMs: hidden.whole(1, 2_000) };
    const params = {
      serviceMs,
      deadlineMs: 1.5 * serviceMs,
      pool: { calls, serviceMs, limitMs: Math.round((perWorker + 0.4) * serviceMs) },
      cases: [full, { ...full, calls: 41 }, ...Array.from({ length: 18 }, anyCase)],
    };
    const burst = (workersOff: number) => ({
      experiment: "burst",
      params,
      settings: (before: Readonly<Record<string, Run>>) => ({
        ...settings,
        calls,
        workers: Math.max(1, (poolOf(before.answers) ?? mostWorkers) - workersOff),
      }),
      expectedMs: 1_500,
    });
    return {
      answers: { experiment: "answers", params, settings, expectedMs: 100 },
      chosen: burst(0),
      fewer: burst(1),
      late: {
        experiment: "deadline",
        params: { ...params, serviceMs: 800, deadlineMs: 1_200 },
        settings,
        expectedMs: 1_800,
      },
    };
  },
  goals: {
    enough: { needs: ["answers", "chosen"], judge: ({ answers, chosen }) => enough(answers, chosen) },
    minimal: { needs: ["answers", "fewer"], judge: ({ answers, fewer }) => minimal(answers, fewer) },
    slots: { needs: ["answers", "chosen"], judge: ({ answers, chosen }) => allSlots(answers, chosen) },
    formula: { needs: ["answers", "chosen"], judge: ({ answers, chosen }) => formula(answers, chosen) },
    where: { needs: ["late"], judge: ({ late, learner }) => whereTheyWere(late, learner) },
  },
});
