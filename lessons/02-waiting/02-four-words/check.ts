import { exactly, returns } from "#lib/lessons/compare.ts";
import { type Attempt, heartbeats, type Run } from "#lib/lessons/evidence.ts";
import { all, cannotTell, every, type Finding, judge, type Mistake } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { makespan, maxOverlap, ms } from "#lib/lessons/measure.ts";
import { about, atLeast, atMost, count, duration, nothing, value } from "#lib/lessons/quantity.ts";
import { within } from "#lib/lessons/timing.ts";

const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

type Hidden = { readonly name: string; readonly names: readonly string[]; readonly serviceMs: number };
const hiddenOf = ({ params }: Run) => params as unknown as Hidden;
const serviceUs = (run: Run) => hiddenOf(run).serviceMs * ms;

/** The client's own timer. */
const beatUs = 10 * ms;
/** One tick may fall on either edge of a stopped stretch. */
const fewTicks = 3;
/** Fewer looks are no polling. */
const leastPolls = 3;
/** The record keeps no more looks than this. */
const mostPolls = 1_000;

/** Ticks of the timer from the first call's start until the last reply was there. */
function ticksIn(run: Run, attempts: readonly Attempt[] = run.attempts): number {
  const from = Math.min(...attempts.map(({ intended = 0 }) => intended));
  const to = Math.max(...attempts.map(({ received, resumed = 0 }) => received ?? resumed));
  return attempts.length === 0 ? 0 : heartbeats(run, from, to);
}

/** How long the experiment's function kept control. */
function controlUs({ record: { control } }: Run): number | undefined {
  return control?.returnedUs === undefined ? undefined : control.returnedUs - control.enteredUs;
}

function stopped(run: Run, mistake: Mistake = {}): Finding {
  const ticks = ticksIn(run);
  const at = run.attempts[0];
  return judge(ticks <= fewTicks, atMost(count(fewTicks, "ticks")), count(ticks, "ticks"), {
    at,
    ...mistake,
  });
}

/** A machine that is late with everything loses ticks too: a third of them is many, against the none of a thread that stops. */
function free(run: Run, mistake: Mistake = {}): Finding {
  const ticks = ticksIn(run);
  const least = Math.floor(serviceUs(run) / beatUs / 3);
  const expected = atLeast(count(least, "ticks"));
  const seen = count(ticks, "ticks");
  if (ticks > fewTicks && ticks < least && run.jitterUs > 30 * ms) return cannotTell(expected, seen);
  return judge(ticks >= least, expected, seen, { at: run.attempts[0], ...mistake });
}

/** What the server really answered, by name. */
function answerTo(run: Run, name: string): string | null {
  const asked = run.attempts.find(({ request }) => (request as { name?: string } | undefined)?.name === name);
  return (asked?.reply as { message?: string } | undefined)?.message ?? null;
}

function returnedOf(run: Run): { readonly [name: string]: unknown } {
  return typeof run.returned === "object" && run.returned !== null
    ? (run.returned as { readonly [name: string]: unknown })
    : {};
}

/** Whoever makes no call has nothing whose time could be judged. */
function calls(run: Run, number: number): Finding {
  const made = run.attempts.length;
  return exactly(made, number, { of: "calls", ...(made === 0 ? { feedback: "no-call" } : {}) });
}

function givesMessage(run: Run): Finding {
  const expected = answerTo(run, hiddenOf(run).name);
  return all(
    returns(returnedOf(run).message, expected),
    judge(expected !== null, count(1, "calls"), count(run.attempts.length, "calls")),
  );
}

function isFirst(run: Run): Finding {
  const given = controlUs(run);
  const isValue = returnedOf(run).isValue === true;
  const kept = 0.95 * serviceUs(run);
  return all(
    calls(run, 1),
    stopped(run, ticksIn(run) > fewTicks ? { feedback: "await-as-q1" } : {}),
    judge(
      given !== undefined && given >= kept,
      atLeast(duration(kept)),
      given === undefined ? nothing : duration(given),
      { at: run.attempts[0] },
    ),
    judge(isValue, value("string"), value(isValue ? "string" : "promise")),
    givesMessage(run),
  );
}

function isSecond(run: Run): Finding {
  const polls = run.record.polls ?? [];
  const [attempt] = run.attempts;
  // What is seen beyond the record's last look is not known; then there were looks enough.
  const wasAsked =
    polls.length >= mostPolls || polls.some(({ toUs }) => toUs >= (attempt?.received ?? Infinity));
  const hot = polls.length >= leastPolls && ticksIn(run) <= fewTicks ? { feedback: "hot-poll" } : {};
  const expected = atLeast(count(leastPolls, "looks"));
  const delivered = wasAsked || polls.length >= leastPolls ? {} : { feedback: "await-as-poll" };
  const isFree = free(run, hot);
  return all(
    calls(run, 1),
    // Who looked, and then stopped the thread, is told so: the number of looks would not say it.
    ...(polls.length >= leastPolls ? [isFree] : []),
    judge(polls.length >= leastPolls && wasAsked, expected, count(polls.length, "looks"), {
      at: attempt,
      ...delivered,
    }),
    isFree,
    every(
      polls,
      ({ fromUs, toUs }) => within(run, toUs - fromUs, serviceUs(run) / 10, { at: attempt }),
      judge(false, expected, count(0, "looks")),
    ),
    givesMessage(run),
  );
}

function isThird(run: Run): Finding {
  const { handedMs } = returnedOf(run);
  const handedUs = typeof handedMs === "number" ? handedMs * ms : undefined;
  const [attempt] = run.attempts;
  const isStopped = ticksIn(run) <= fewTicks;
  const feedback = isStopped ? "async-around-blocking" : "await-before-return";
  const isLate = handedUs !== undefined && handedUs >= 0.9 * serviceUs(run);
  const polls = run.record.polls?.length ?? 0;
  return all(
    calls(run, 1),
    within(run, handedUs, serviceUs(run) / 4, { at: attempt, ...(isLate ? { feedback } : {}) }),
    free(run),
    judge(polls === 0, count(0, "looks"), count(polls, "looks"), { at: attempt }),
    givesMessage(run),
  );
}

function isFourth(run: Run): Finding {
  const { names } = hiddenOf(run);
  const most = maxOverlap(run.attempts, "started", "ended");
  const at = run.attempts[1];
  return all(
    calls(run, names.length),
    exactly(most, names.length, {
      at,
      of: "calls",
      ...(most === 1 ? { feedback: "sequential-futures" } : {}),
    }),
    stopped(run, ticksIn(run) > fewTicks ? { feedback: "all-awaited" } : {}),
    returns(
      returnedOf(run).messages,
      names.map((name) => answerTo(run, name)),
    ),
  );
}

const kinds = ["sync-blocking", "sync-non-blocking", "async-non-blocking", "async-blocking"] as const;
/** What `snippets.ts` is: it belongs to the lesson. */
const truth = { a: kinds[0], b: kinds[2], c: kinds[3], d: kinds[1] } as const;

/** Calls of the shown run, by the snippet that made them. */
const ofSnippet = (run: Run, from: number, to: number) => run.attempts.slice(from, to);
const ticks = (run: Run, from: number, to: number) => ticksIn(run, ofSnippet(run, from, to));

export default defineLesson({
  minutes: 20,
  yours: ["ways.ts"],
  shown: { experiment: "snippets", title: "snippets", settings },
  predictions: {
    blocking: { kind: "choice", options: ["none", "all"], answer: "none" },
    awaited: { kind: "choice", options: ["none", "all"], answer: "all" },
    polled: { kind: "choice", options: ["none", "all"], answer: "all" },
    waited: { kind: "choice", options: ["none", "all"], answer: "none" },
    together: { kind: "choice", options: ["one", "three"], answer: "one" },
  },
  figures: {
    calls: ({ attempts }) => count(attempts.length),
    first: (run) => count(ticks(run, 0, 1)),
    second: (run) => about(count(ticks(run, 1, 2))),
    three: (run) => duration(makespan(ofSnippet(run, 2, 5)) ?? 0),
    polls: ({ record }) => about(count(record.polls?.length ?? 0)),
  },
  pins: {
    a: ({ attempts }) => attempts[0],
    b: ({ attempts }) => attempts[1],
    c: ({ attempts }) => attempts[2],
    d: ({ attempts }) => attempts[5],
  },
  why: {
    options: ["keyword", "server", "stopped", "between"],
    answer: "stopped",
    disproof: {
      keyword: { wrong: "async-around-blocking", experiment: "third" },
      server: { wrong: "all-awaited", experiment: "fourth" },
      between: { wrong: "all-awaited", experiment: "third" },
    },
  },
  questions: {
    a: { options: kinds },
    b: { options: kinds },
    c: { options: kinds },
    d: { options: kinds },
  },
  plan: (hidden) => {
    const guest = () => `guest-${hidden.whole(1_000, 9_999)}`;
    const run = (experiment: string) => {
      const serviceMs = hidden.next() < 0.5 ? 600 : 900;
      const names = Array.from({ length: 3 }, (_, index) => `${guest()}-${index}`);
      const params: Hidden = { name: guest(), names, serviceMs };
      return { experiment, params, settings, expectedMs: serviceMs };
    };
    return { first: run("first"), second: run("second"), third: run("third"), fourth: run("fourth") };
  },
  goals: {
    first: { needs: ["first"], judge: ({ first }) => isFirst(first) },
    second: { needs: ["second"], judge: ({ second }) => isSecond(second) },
    third: { needs: ["third"], judge: ({ third }) => isThird(third) },
    fourth: { needs: ["fourth"], judge: ({ fourth }) => isFourth(fourth) },
    names: {
      needs: [],
      judge: ({ learner: { answers } }) => {
        const right = Object.entries(truth).filter(([snippet, kind]) => answers[snippet] === kind);
        const isByKeyword = answers.a === "async-non-blocking";
        return exactly(right.length, 4, {
          of: "names",
          ...(isByKeyword ? { feedback: "named-by-keyword" } : {}),
        });
      },
    },
  },
});
