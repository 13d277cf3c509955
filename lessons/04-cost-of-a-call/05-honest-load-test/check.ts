import { exactly, noFewerThan, noMoreThan } from "#lib/lessons/compare.ts";
import type { Attempt, Run } from "#lib/lessons/evidence.ts";
import { all, cannotTell, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { callsOf, ms, percentile, s, total } from "#lib/lessons/measure.ts";
import { oraclePool } from "#lib/lessons/oracle-pool.ts";
import { about, atLeast, atMost, count, duration, nothing, plain } from "#lib/lessons/quantity.ts";
import { isTooBusy, near, within } from "#lib/lessons/timing.ts";
import { createRandom } from "#lib/random.ts";

const settings = {
  workers: 16,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

type Load = { readonly rate: number; readonly seconds: number };
type Pool = { readonly workers: number; readonly serviceMs: number };
type Hidden = {
  readonly load: Load;
  readonly stall: { readonly afterMs: number; readonly forMs: number };
  readonly rounds: readonly Load[];
  readonly promises: readonly { readonly p99Ms: number; readonly mostRate: number }[];
  readonly pools: readonly Pool[];
};
const hiddenOf = ({ params }: Run) => params as unknown as Hidden;

const buysOf = ({ attempts }: Run) => callsOf(attempts, "Buy");
const issued = ({ intended = 0 }: Attempt) => intended;

/** The plan of `calls` evenly spaced ones, by the earliest zero that none of them was sent before. */
function planOf(calls: readonly Attempt[], rate: number): readonly number[] {
  const zero = Math.min(...calls.map((call, index) => issued(call) - (index * s) / rate));
  return calls.map((_, index) => zero + (index * s) / rate);
}

/** What every caller waited, from when the plan had them come. Only the record is asked. */
function waitsOf(run: Run): readonly number[] {
  const calls = buysOf(run);
  const plan = planOf(calls, hiddenOf(run).load.rate);
  return calls.map(({ resumed = run.endUs }, index) => resumed - (plan[index] ?? 0));
}

/** Calls that were made while the server stood still: from when it was asked to, as the record has it. */
function madeInStall(run: Run): readonly Attempt[] {
  const { afterMs, forMs } = hiddenOf(run).stall;
  const from = (callsOf(run.attempts, "PlanStall")[0]?.started ?? 0) + afterMs * ms;
  return buysOf(run).filter((call) => issued(call) >= from && issued(call) < from + forMs * ms);
}

/** Who came while the server stood still is counted; how late each was sent is a matter of time, and comes after it. */
function neverWaits(run: Run): Finding {
  const { load, stall } = hiddenOf(run);
  const calls = buysOf(run);
  const inStall = madeInStall(run);
  const shouldCome = (load.rate * stall.forMs) / 1_000;
  const lateUs = planOf(calls, load.rate).map((plan, index) => issued(calls[index] as Attempt) - plan);
  const tookUs = Math.max(...calls.map(issued)) - Math.min(...calls.map(issued));
  const isBurst = tookUs < (load.seconds * s) / 2;
  const expected = atLeast(count(Math.ceil(0.8 * shouldCome), "calls"));
  const seen = count(inStall.length, "calls");
  const came = judge(inStall.length >= 0.8 * shouldCome, expected, seen, {
    at: inStall.at(-1),
    feedback: inStall.length <= 1 ? "closed-loop" : "more-users",
  });
  return all(
    noFewerThan(calls.length, 1, { of: "calls" }),
    judge(!isBurst, atLeast(duration((load.seconds * s) / 2)), duration(tookUs), { feedback: "all-at-once" }),
    came.verdict === "notYet" && inStall.length > shouldCome / 2 && isTooBusy(run)
      ? cannotTell(expected, seen)
      : came,
    exactly(calls.length, load.rate * load.seconds, { of: "calls" }),
    // When the machine stumbles a few are late; when a generator drifts, most are.
    within(run, percentile(lateUs, 90), 20 * ms, { at: calls[lateUs.indexOf(Math.max(...lateUs))] }),
  );
}

type Report = { readonly samples?: unknown; readonly p99?: unknown };

/** The p99 that was reported, against that of the record. */
function honest(run: Run, mistakes: { readonly samples?: string; readonly p99?: string }): Finding {
  const { samples, p99 } = (run.returned ?? {}) as Report;
  const calls = buysOf(run);
  const waits = waitsOf(run);
  const truth = percentile(waits, 99) ?? 0;
  const said = typeof samples === "number" ? samples : 0;
  const at = calls[waits.indexOf(truth)];
  const feedback = (key: string | undefined) => (key === undefined ? { at } : { at, feedback: key });
  return all(
    judge(said === calls.length, count(calls.length), count(said), feedback(mistakes.samples)),
    near(run, typeof p99 === "number" ? p99 * ms : undefined, truth, feedback(mistakes.p99)),
  );
}

const probes = { most: 12, seconds: 60 };
/** Largest share by which the rate may be off. */
const rel = 0.07;
/** How many minutes are played, and the majority decides. */
const minutes = 7;

/** Whether `rate` keeps the promise in most of the minutes, which are seeded: random callers on the exact queue. */
function keeps(pool: Pool, rate: number, p99Ms: number): boolean {
  let [kept, broken] = [0, 0];
  for (let seed = 1; kept <= minutes / 2 && broken <= minutes / 2; seed += 1) {
    const random = createRandom(seed);
    const jobs: { arrival: number; service: number }[] = [];
    let arrival = 0;
    for (;;) {
      arrival += (-Math.log(1 - random.next()) * 1_000) / rate;
      if (arrival > probes.seconds * 1_000) break;
      jobs.push({ arrival, service: pool.serviceMs });
    }
    const ends = oraclePool(jobs, pool.workers);
    const latencies = ends.map(({ end }, index) => end - (jobs[index]?.arrival ?? 0));
    if ((percentile(latencies, 99) ?? 0) <= p99Ms) kept += 1;
    else broken += 1;
  }
  return kept > broken;
}

/** Goals are judged again whenever a check's state changes, and these minutes take a while. */
const searches = new WeakMap<Run, Finding>();

function bestRates(run: Run): Finding {
  const known = searches.get(run);
  if (known !== undefined) return known;
  const found = every(
    hiddenOf(run).pools,
    (_, index) => bestRate(run, index),
    judge(false, nothing, nothing),
  );
  searches.set(run, found);
  return found;
}

/** The answer is right when the best rate is between answer / 1.07 and answer / 0.93. */
function bestRate(run: Run, index: number): Finding {
  const { pools, promises } = hiddenOf(run);
  const pool = pools[index] as Pool;
  const { p99Ms = 0, mostRate = 0 } = promises[index] ?? {};
  const made = callsOf(run.attempts, "Probe").filter((probe) => numbersOf(probe.request).pool === index);
  const answer = (run.returned as readonly unknown[] | undefined)?.[index];
  const few = noMoreThan(made.length, probes.most, { at: made[probes.most], feedback: "too-many-probes" });
  if (typeof answer !== "number" || !(answer > 0 && answer < mostRate))
    return all(few, judge(false, atMost(plain(mostRate)), nothing));
  const isLow = keeps(pool, answer / (1 - rel), p99Ms);
  const isHigh = !isLow && !keeps(pool, answer / (1 + rel), p99Ms);
  const feedback = isHigh ? tooHigh(made, answer, pool, p99Ms) : isLow ? tooLow(made, answer, p99Ms) : null;
  const seen = plain(Math.round(answer));
  const bound = Math.round(isHigh ? answer / (1 + rel) : answer / (1 - rel));
  return all(
    few,
    judge(!isLow && !isHigh, isHigh ? atMost(plain(bound)) : atLeast(plain(bound)), seen, {
      at: made.at(-1),
      ...(feedback === null ? {} : { feedback }),
    }),
  );
}

/** Uint32 and double alike: JSON leaves out what is zero. */
function numbersOf(json: unknown): { readonly pool: number; readonly rate: number; readonly p99Ms: number } {
  const { pool = 0, rate = 0, p99Ms = 0 } = (json ?? {}) as Record<string, number>;
  return { pool, rate, p99Ms };
}

/** Its own last probe said that the promise was broken: it was the mean that kept it. */
function tooHigh(made: readonly Attempt[], answer: number, { workers, serviceMs }: Pool, p99Ms: number) {
  const atAnswer = made.find(({ request }) => Math.abs(numbersOf(request).rate / answer - 1) < 0.001);
  if (atAnswer !== undefined && numbersOf(atAnswer.reply).p99Ms > p99Ms) return "averages";
  return answer >= (0.97 * workers * 1_000) / serviceMs ? "answers-capacity" : null;
}

/** The next rate that was tried lies further away than the answer may be off. */
function tooLow(made: readonly Attempt[], answer: number, p99Ms: number) {
  const broken = made.filter(({ reply }) => numbersOf(reply).p99Ms > p99Ms);
  const next = Math.min(...broken.map(({ request }) => numbersOf(request).rate));
  return next > answer * (1 + rel) ? "coarse-steps" : null;
}

/** Callers who wait, on average over the time from when the first ones are done until the last one comes. */
function underWay(calls: readonly Attempt[], { rate, seconds }: Load): number {
  const plan = planOf(calls, rate);
  const [from, to] = [(plan[0] ?? 0) + (seconds * s) / 3, (plan[0] ?? 0) + seconds * s];
  const stretches = calls.map(
    ({ resumed = to }, index) => Math.min(resumed, to) - Math.max(plan[index] ?? to, from),
  );
  return stretches.reduce((sum, stretch) => sum + Math.max(0, stretch), 0) / (to - from);
}

/** A number that is what the law says, and not what the record counts, is the machine's: it stumbled in between. */
function littlesLaw(run: Run): Finding {
  const { rounds } = hiddenOf(run);
  const said = Array.isArray(run.returned) ? run.returned : [];
  const byRound = (round: number) =>
    buysOf(run).filter(({ request }) => (request as { round?: number } | undefined)?.round === round);
  return every(
    rounds,
    (round, index) => {
      const calls = byRound(index + 1);
      const { inFlight, meanMs } = (said[index] ?? {}) as Record<string, unknown>;
      const seen = typeof inFlight === "number" ? inFlight : 0;
      const law = typeof meanMs === "number" ? (round.rate * meanMs) / 1_000 : 0;
      const truth = underWay(calls, round);
      const medianUs = percentile(
        calls.map((call) => total(call) ?? 0),
        50,
      );
      // As late as the machine was, so many callers more may have waited. A quarter more is nobody's lateness.
      const share = Math.min(0.25, 0.1 + (round.rate * run.jitterUs) / s / truth);
      const isNear = (a: number, b: number) => Math.abs(a - b) <= share * b;
      const tenth = (number: number) => plain(Math.round(10 * number) / 10);
      if (!isNear(seen, truth) && isNear(seen, law)) return cannotTell(about(tenth(truth)), tenth(seen));
      const isMedian = isNear(seen, (round.rate * (medianUs ?? 0)) / s);
      return judge(isNear(seen, truth), about(tenth(truth)), tenth(seen), {
        at: calls[0],
        ...(isMedian ? { feedback: "median-in-little" } : {}),
      });
    },
    judge(false, count(rounds.length), count(0)),
  );
}

const longest = (run: Run) => [...buysOf(run)].sort((a, b) => (total(b) ?? 0) - (total(a) ?? 0))[0];

/** Calls that were sent while the one that took longest was under way. */
function leftMeanwhile(run: Run): readonly Attempt[] {
  const one = longest(run);
  return buysOf(run).filter(
    (call) => issued(call) > issued(one ?? call) && issued(call) < (one?.resumed ?? run.endUs),
  );
}

export default defineLesson({
  minutes: 25,
  yours: ["load.ts", "search.ts", "little.ts"],
  shown: { experiment: "stall", title: "stall", settings },
  predictions: {
    closed: { kind: "choice", options: ["service", "some", "stall"], answer: "service" },
    open: {
      kind: "choice",
      options: ["service", "some", "stall"],
      answer: "stall",
      shownBy: (run) =>
        run.record.header.experiment === "stall" &&
        buysOf(run).filter((call) => (total(call) ?? 0) > s).length > 10,
    },
    knee: {
      kind: "choice",
      options: ["flat", "knee", "gentle"],
      answer: "knee",
      shownBy: ({ record }) => record.header.experiment === "sweep",
    },
  },
  figures: {
    calls: (run) => count(buysOf(run).length),
    p99: (run) =>
      duration(
        percentile(
          buysOf(run).map((call) => total(call) ?? 0),
          99,
        ) ?? 0,
      ),
    longest: (run) => duration(total(longest(run) ?? {}) ?? 0),
    stalled: (run) => count(buysOf(run).filter((call) => (total(call) ?? 0) > s).length),
  },
  pins: {
    // Half a second before: the call right before it would lie under the next pin.
    before: (run) => buysOf(run)[buysOf(run).findIndex((call) => call.row === longest(run)?.row) - 25],
    stalled: longest,
    after: (run) => buysOf(run)[buysOf(run).findIndex((call) => call.row === longest(run)?.row) + 1],
  },
  why: {
    options: ["rare", "recovered", "clock", "waits"],
    answer: "waits",
    disproof: {
      rare: "trims-outliers",
      recovered: "from-send-time",
      clock: { wrong: "from-send-time", shows: (run) => leftMeanwhile(run).length >= 50 },
    },
  },
  questions: {},
  plan: (hidden) => {
    const pools = [
      { workers: 8, serviceMs: hidden.whole(72, 79) },
      { workers: 16, serviceMs: hidden.whole(54, 60) },
    ];
    const common = {
      load: { rate: 0, seconds: 0, serviceMs: 10 },
      stall: { afterMs: 0, forMs: 0 },
      busy: { afterMs: 0, forMs: 0 },
      rounds: [],
      sweep: [],
      promises: [],
      pools: [],
      seed: 0,
    };
    const round = (rate: number, from: number) => {
      const serviceMs = hidden.whole(from, from + 15);
      return { rate, seconds: 1.8, serviceMs, slowMs: 4 * serviceMs };
    };
    const rate = hidden.whole(0, 1) === 0 ? 40 : 50;
    return {
      stall: {
        experiment: "stall",
        params: {
          ...common,
          load: { rate, seconds: 4.5, serviceMs: hidden.whole(8, 14) },
          stall: { afterMs: hidden.whole(900, 1_300), forMs: hidden.whole(1_500, 2_000) },
        },
        settings,
        expectedMs: 4_600,
      },
      busy: {
        experiment: "busy",
        params: {
          ...common,
          load: { rate, seconds: 2.5, serviceMs: hidden.whole(8, 14) },
          busy: { afterMs: hidden.whole(700, 1_000), forMs: hidden.whole(550, 750) },
        },
        settings,
        expectedMs: 2_600,
      },
      search: {
        experiment: "search",
        params: {
          ...common,
          promises: pools.map(({ workers, serviceMs }) => ({
            p99Ms: (workers > 8 ? 2.4 : 3) * serviceMs,
            mostRate: 400,
          })),
        },
        serverParams: { pools, seed: 1_000 * hidden.whole(1, 1_000_000) },
        settings,
        expectedMs: 800,
      },
      little: {
        experiment: "little",
        params: { ...common, rounds: [round(30, 80), round(40, 100), round(50, 120)] },
        settings: { ...settings, workers: null },
        expectedMs: 6_000,
      },
    };
  },
  goals: {
    open: { needs: ["stall"], judge: ({ stall }) => neverWaits(stall) },
    stall: { needs: ["stall"], judge: ({ stall }) => honest(stall, { samples: "trims-outliers" }) },
    plan: { needs: ["busy"], judge: ({ busy }) => honest(busy, { p99: "from-send-time" }) },
    most: { needs: ["search"], judge: ({ search }) => bestRates(search) },
    little: { needs: ["little"], judge: ({ little }) => littlesLaw(little) },
  },
});
