import { exactly, returns } from "#lib/lessons/compare.ts";
import { type Attempt, blockedStretches, type Run } from "#lib/lessons/evidence.ts";
import { all, cannotTell, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import {
  callsOf,
  cpu,
  execution,
  longestBlocked,
  makespan,
  maxOverlap,
  ms,
  percentile,
  total,
} from "#lib/lessons/measure.ts";
import { atMost, duration, nothing } from "#lib/lessons/quantity.ts";

const settings = {
  workers: null,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

type Hidden = { readonly passwords: readonly string[]; readonly rounds: number; readonly pings: number };
const hiddenOf = ({ params }: Run) => params as Hidden;

const hashes = (run: Run) => callsOf(run.attempts, "Hash");
const pings = (run: Run) => callsOf(run.attempts, "Ping");

/** What the ping was kept waiting on the server's side, until its reply had left. */
function keptWaiting({ arrived, replied }: Attempt): number {
  return arrived === undefined || replied === undefined ? Number.POSITIVE_INFINITY : replied - arrived;
}

/** For how much of that the server's thread was held, µs. */
function keptByOthers(run: Run, { arrived = 0, replied = run.endUs }: Attempt): number {
  const overlaps = blockedStretches(run, "server").map(
    ({ fromUs, toUs }) => Math.min(toUs, replied) - Math.max(fromUs, arrived),
  );
  return overlaps.reduce((sum, us) => sum + Math.max(0, us), 0);
}

/**
 * A share of the time that the hashes took, because work takes as long as the machine needs: on a busy one both sides
 * grow. A frozen loop keeps its first pings for all of it.
 */
function limitOf(run: Run, parts: number): number {
  return Math.max(30 * ms, (makespan(hashes(run)) ?? 0) / parts) + Math.min(run.jitterUs, 60 * ms);
}

function pingFast(run: Run): Finding {
  const asked = pings(run);
  const waits = asked.map(keptWaiting);
  const slow = percentile(waits, 95) ?? Number.POSITIVE_INFINITY;
  const limit = limitOf(run, 5);
  const at = asked.find((ping) => keptWaiting(ping) > limit) ?? asked[0];
  if (at === undefined) return exactly(0, hiddenOf(run).pings, { of: "calls" });
  // Hashes that begin and end one after the other never gave the thread back in between.
  const isWhole = maxOverlap(hashes(run), "started", "ended") <= 1;
  const isFrozen = longestBlocked(run, "server") > limitOf(run, 8);
  const mistake = isWhole ? { feedback: "await-null" } : isFrozen ? { feedback: "one-timeout" } : {};
  const seen = Number.isFinite(slow) ? duration(slow) : nothing;
  // Slow although nobody held the thread: the machine was.
  if (slow > limit && keptByOthers(run, at) < keptWaiting(at) / 2)
    return cannotTell(atMost(duration(limit)), seen);
  return all(
    exactly(asked.filter(({ status }) => status === 0).length, hiddenOf(run).pings, {
      at,
      of: "calls",
      ...mistake,
    }),
    judge(slow <= limit, atMost(duration(limit)), seen, { at, ...mistake }),
  );
}

/** How much of the time of the hashes the processor worked on them; less than 1 when the machine was busy with others. */
function processorShare(run: Run): number {
  const worked = hashes(run).reduce((sum, hash) => sum + (cpu(hash) ?? 0), 0);
  return worked / Math.max(1, makespan(hashes(run)) ?? 0);
}

function loopFree(run: Run): Finding {
  const limit = limitOf(run, 8);
  const seen = longestBlocked(run, "server");
  // A thread that lost its processor in the middle of a short slice was held by the machine.
  if (seen > limit && processorShare(run) < 0.8) return cannotTell(atMost(duration(limit)), duration(seen));
  return judge(seen <= limit, atMost(duration(limit)), duration(seen), { at: hashes(run)[0] });
}

const [factor, summand] = [1_664_525, 1_013_904_223];
const stepsPerRound = 4_000;

/** The hash by squaring x → factor·x + summand (mod 2^32): what takes the server a million steps takes us twenty. */
function referenceHash(password: string, rounds: number): number {
  let state = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(password)) state = Math.imul(state ^ byte, 0x01000193);
  let [byFactor, bySummand] = [factor, summand];
  for (let steps = rounds * stepsPerRound; steps > 0; steps = Math.floor(steps / 2)) {
    if (steps % 2 === 1) state = (Math.imul(state, byFactor) + bySummand) | 0;
    bySummand = (Math.imul(bySummand, byFactor) + bySummand) | 0;
    byFactor = Math.imul(byFactor, byFactor);
  }
  return state >>> 0;
}

function correct(run: Run): Finding {
  const { passwords, rounds } = hiddenOf(run);
  const expected = passwords.map((password) => referenceHash(password, rounds));
  return returns(run.returned, expected, { at: hashes(run)[0], feedback: "precomputed" });
}

/** Against the same work, sliced, on the same machine just before and just after. */
function notSlowed(run: Run, before: Run, after: Run): Finding {
  const [seen, first, second] = [run, before, after].map((one) => makespan(hashes(one)));
  if (seen === undefined) return judge(false, nothing, nothing, { at: hashes(run)[0] });
  if (first === undefined || second === undefined) return cannotTell(nothing, duration(seen));
  const limit = 2 * Math.max(first, second) + 100 * ms;
  const isSteady = Math.max(first, second) <= 2 * Math.min(first, second) + 100 * ms;
  if (seen > limit && !isSteady) return cannotTell(atMost(duration(limit)), duration(seen));
  const at = hashes(run)[0];
  return judge(seen <= limit, atMost(duration(limit)), duration(seen), { at, feedback: "sleepy-slices" });
}

/** Pings were answered before any hash was. */
function isPassing(run: Run): boolean {
  const first = Math.min(...hashes(run).map(({ ended = run.endUs }) => ended));
  return pings(run).some(({ ended = run.endUs }) => ended < first);
}

export default defineLesson({
  minutes: 15,
  yours: ["server.ts"],
  shown: { experiment: "logins", title: "logins", settings, computes: true },
  predictions: {
    ping: { kind: "choice", options: ["once", "one", "all"], answer: "all" },
    first: { kind: "choice", options: ["quarter", "end"], answer: "quarter" },
    microtask: {
      kind: "choice",
      options: ["same", "faster"],
      answer: "same",
      // Whether a hash awaits null cannot be seen in a record; that the ping got in shows what it takes instead.
      shownBy: (run) => {
        const done = Math.max(...hashes(run).map(({ ended = Number.POSITIVE_INFINITY }) => ended));
        return pings(run).some(({ ended = Number.POSITIVE_INFINITY }) => ended < done);
      },
    },
  },
  figures: {
    hash: ({ attempts }) =>
      duration(
        Math.max(
          0,
          ...callsOf(attempts, "Hash")
            .slice(0, 1)
            .map((hash) => execution(hash) ?? 0),
        ),
      ),
    hashes: (run) => duration(makespan(hashes(run)) ?? 0),
    ping: ({ calls }) => duration(total(callsOf(calls, "Ping")[0] ?? {}) ?? 0),
  },
  pins: {
    holder: (run) => hashes(run)[0],
    fourth: (run) => hashes(run)[3],
    ping: (run) => pings(run)[0],
  },
  why: {
    options: ["slots", "promise", "later", "network", "thread"],
    answer: "thread",
    disproof: {
      // More slots than calls: nobody can be waiting for one.
      slots: {
        settings: { workers: 50 },
        shows: (run) => run.attempts.length < 50 && !isPassing(run),
      },
      promise: "await-null",
      later: "one-timeout",
      network: { peer: "sliced", shows: isPassing },
    },
  },
  questions: {},
  plan: (hidden) => {
    const params = {
      passwords: Array.from({ length: 4 }, (_, at) => `secret-${at}-${hidden.whole(100_000, 999_999)}`),
      rounds: hidden.whole(6_000, 7_000),
      pings: 40,
      pingEveryMs: 25,
    };
    const run = { experiment: "logins", params, settings, expectedMs: 1_500 };
    return { before: { ...run, peer: "sliced" }, yours: run, after: { ...run, peer: "sliced" } };
  },
  goals: {
    ping: { needs: ["yours"], judge: ({ yours }) => pingFast(yours) },
    loop: { needs: ["yours"], judge: ({ yours }) => loopFree(yours) },
    correct: { needs: ["yours"], judge: ({ yours }) => correct(yours) },
    speed: {
      needs: ["before", "yours", "after"],
      judge: ({ before, yours, after }) => notSlowed(yours, before, after),
    },
  },
});
