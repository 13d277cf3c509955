import { isPermutation, isSame, returns } from "#lib/lessons/compare.ts";
import type { Attempt, Run } from "#lib/lessons/evidence.ts";
import { all, cannotTell, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson, type Learner } from "#lib/lessons/lesson.ts";
import { logLogSlope } from "#lib/lessons/log-log-slope.ts";
import { callsOf, cpu, leastHeap } from "#lib/lessons/measure.ts";
import {
  about,
  atMost,
  bytes,
  count,
  duration,
  nothing,
  plain,
  status,
  value,
} from "#lib/lessons/quantity.ts";
import { isTooBusy } from "#lib/lessons/timing.ts";

const settings = {
  workers: null,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

type Hidden = {
  readonly seed: number;
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly lists: readonly (readonly string[])[];
  readonly messages: number;
  readonly perMessage: number;
};
const hiddenOf = ({ params }: Run) => params as unknown as Hidden;

const shownSizes = [2_000, 4_000, 8_000, 16_000];
const sizesOf = (run: Run) => hiddenOf(run).sizes ?? shownSizes;
const dedupes = (run: Run) => callsOf(run.attempts, "Dedupe");
const sums = (run: Run) => callsOf(run.attempts, "Sum");

/** What each size took of the processor at least: the sizes take turns, and the first round is cold. */
function costs(run: Run): readonly { readonly n: number; readonly cost: number }[] {
  const sizes = sizesOf(run);
  // The last one has a ping beside it.
  const asked = dedupes(run).slice(0, -1);
  return sizes.map((n, at) => {
    const tries = asked.filter((_, index) => index % sizes.length === at);
    return { n, cost: Math.min(...tries.map((attempt) => cpu(attempt) ?? Number.NaN)) };
  });
}

/** Simulated with a quarter of noise: n has 0.83 to 1.18, n · log n at most 1.27, n² at least 1.68 on a real server. */
const mostExponent = 1.4;
const doubtfulExponent = 1.5;

function small(run: Run): Finding {
  const { rounds } = hiddenOf(run);
  const expected = atMost(plain(mostExponent));
  const asked = dedupes(run);
  const failed = asked.find(({ status }) => status !== 0);
  const slowest = [...asked].sort((a, b) => (cpu(b) ?? 0) - (cpu(a) ?? 0))[0];
  if (failed !== undefined || asked.length === 0) {
    const seen = failed?.status === undefined ? nothing : status(failed.status);
    // Long work may run out of time on a machine that gives it none.
    const isOutOfTime = failed !== undefined && isTooBusy(run);
    return isOutOfTime ? cannotTell(expected, seen) : judge(false, expected, seen, { at: failed });
  }
  const k = logLogSlope(costs(run));
  const { lengths } = (run.returned ?? {}) as { readonly lengths?: unknown };
  const wanted = Array.from({ length: rounds }, () => sizesOf(run)).flat();
  if (k === undefined || (k > mostExponent && k < doubtfulExponent))
    return cannotTell(expected, k === undefined ? nothing : plain(k));
  return all(
    returns(lengths, wanted, { at: slowest }),
    judge(k <= mostExponent, expected, plain(k), {
      at: slowest,
      ...(knowsItAgain(run) ? { feedback: "cached-by-request" } : {}),
    }),
  );
}

/** The last list was sent before. */
function knowsItAgain(run: Run): boolean {
  const again = cpu(dedupes(run).at(-1) ?? ({} as Attempt));
  return again !== undefined && again < (costs(run).at(-1)?.cost ?? 0) / 3;
}

const dedupeOf = (items: readonly string[]) => [...new Set(items)];

function sameAnswer(run: Run): Finding {
  const expected = hiddenOf(run).lists.map(dedupeOf);
  const seen = Array.isArray(run.returned) ? (run.returned as readonly unknown[]) : [];
  const off = expected.findIndex((items, index) => !isSame(items, seen[index]));
  if (off < 0) return judge(true, count(expected.length), count(seen.length));
  const [wanted = [], got] = [expected[off], seen[off]];
  return judge(false, value(wanted), value(got), {
    at: dedupes(run)[off],
    ...(isPermutation(got, wanted) ? { feedback: "sort-unique" } : {}),
    ...(lacksBuiltIn(got, wanted) ? { feedback: "object-as-set" } : {}),
  });
}

/** All are there but names that every plain object has. */
function lacksBuiltIn(got: unknown, wanted: readonly string[]): boolean {
  if (!Array.isArray(got)) return false;
  const lacking = wanted.filter((item) => !got.includes(item));
  return lacking.length > 0 && lacking.every((item) => item in {});
}

/** The same numbers as in client.ts. */
function sumOf({ seed, messages, perMessage }: Hidden): bigint {
  let state = seed;
  let sum = 0n;
  for (let made = 0; made < messages * perMessage; made += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    sum += 2n ** 40n + BigInt(state);
  }
  return sum;
}

/** Beyond 2⁵³ a number rounds; nobody is further off by that. */
function isRounded(seen: unknown, exact: bigint): boolean {
  if (typeof seen !== "string" || !/^\d+$/.test(seen)) return false;
  const off = BigInt(seen) - exact;
  return off !== 0n && (off < 0n ? -off : off) * 1_000_000n < exact;
}

function exactSum(run: Run): Finding {
  const exact = sumOf(hiddenOf(run));
  return returns(run.returned, String(exact), {
    at: sums(run)[0],
    ...(isRounded(run.returned, exact) ? { feedback: "number-sum" } : {}),
  });
}

const mb = 1_000_000;
const mostKept = 8 * mb;

/** What the heap holds at least in the last third of the stream: garbage comes and goes, what is kept stays. */
function keptAtEnd(run: Run): number | undefined {
  const [sum] = sums(run);
  const { started = 0, ended = run.endUs } = sum ?? {};
  return leastHeap(run, started + ((ended - started) * 2) / 3, ended);
}

function leastEver(runs: readonly Run[]): number | undefined {
  const seen = runs.flatMap((run) => leastHeap(run, 0, Number.POSITIVE_INFINITY) ?? []);
  return seen.length === 0 ? undefined : Math.min(...seen);
}

function flat(short: Run, long: Run): Finding {
  const expected = atMost(bytes(mostKept));
  const [sum] = sums(long);
  const [kept, base] = [keptAtEnd(long), leastEver([short, long])];
  const isDone = sum?.status === 0;
  if (isDone && (kept === undefined || base === undefined)) return cannotTell(expected, nothing);
  const grown = Math.max(0, Math.round(((kept ?? 0) - (base ?? 0)) / 100_000) * 100_000);
  return judge(isDone && grown <= mostKept, expected, isDone ? bytes(grown) : nothing, {
    at: sum,
    feedback: "sum-into-array",
  });
}

const exponents: Readonly<Record<string, number>> = { zero: 0, one: 1, two: 2 };

/** Reading a list already is n, so that no exponent is below 1. */
function ownExponent(run: Run): number | undefined {
  const k = logLogSlope(costs(run));
  return k === undefined ? undefined : Math.max(1, Math.round(k));
}

function said(sweep: Run, { answers }: Learner): Finding {
  const own = ownExponent(sweep);
  const answered = exponents[answers.time ?? ""];
  const expected = own === undefined ? nothing : plain(own);
  if (own === undefined) return cannotTell(expected, nothing);
  return all(
    judge(answered === own, expected, answered === undefined ? nothing : plain(answered), {
      at: dedupes(sweep)[0],
      ...(answered !== undefined && answered > own ? { feedback: "old-exponent" } : {}),
    }),
    judge(answers.unit === "items", value("items"), value(answers.unit)),
    judge(answers.space === "constant", value("constant"), value(answers.space)),
  );
}

/** Of the recorded run, where the sizes are those of params.ts. */
const costOf = (run: Run, n: number) => costs(run).find((of) => of.n === n)?.cost ?? Number.NaN;
const waited = ({ arrived = 0, started = 0 }: Attempt) => started - arrived;
const ping = (run: Run) => callsOf(run.attempts, "Ping")[0];

export default defineLesson({
  minutes: 15,
  yours: ["dedupe.ts", "sum.ts"],
  shown: { experiment: "sweep", title: "sweep", settings, computes: true },
  predictions: {
    growth: { kind: "choice", options: ["eight", "twelve", "twenty"], answer: "twenty" },
    others: { kind: "choice", options: ["run", "wait"], answer: "wait" },
  },
  figures: {
    short: (run) => duration(costOf(run, 2_000)),
    long: (run) => duration(costOf(run, 16_000)),
    times: (run) => about(plain(Math.round(costOf(run, 16_000) / costOf(run, 2_000)))),
    k: (run) => about(plain(Math.round(10 * (logLogSlope(costs(run)) ?? Number.NaN)) / 10)),
    waited: (run) => duration(waited(ping(run) ?? ({} as Attempt))),
  },
  pins: {
    first: (run) => dedupes(run)[shownSizes.length],
    longest: (run) => dedupes(run).at(-1),
    ping,
  },
  why: {
    options: ["network", "items", "scan", "cache"],
    answer: "scan",
    disproof: { network: "object-as-set", items: "object-as-set", cache: "cached-by-request" },
  },
  questions: {
    time: { options: ["zero", "one", "two"] },
    unit: { options: ["items", "calls", "services"] },
    space: { options: ["constant", "numbers"] },
  },
  plan: (hidden) => {
    const seed = () => hidden.whole(1_000, 999_999);
    const common = { sizes: [], rounds: 0, lists: [], messages: 0, perMessage: 0 };
    const word = () => hidden.whole(0, 40).toString(3);
    const size = hidden.whole(1_700, 1_900);
    const distinct = Array.from({ length: 40 }, (_, index) => `${hidden.whole(10, 99)}-${index}`);
    const lists = [
      Array.from({ length: 300 }, word),
      Array.from({ length: 50 }, () => "same"),
      distinct,
      ["1", "01", "1", "1 ", "01", String(hidden.whole(2, 9))],
      [],
      [`z${hidden.whole(1, 9)}`, "__proto__", "constructor", "", "__proto__", "a", "toString", ""],
    ];
    return {
      lists: {
        experiment: "cases",
        params: { ...common, seed: 0, lists },
        settings,
        expectedMs: 300,
      },
      sweep: {
        experiment: "sweep",
        params: { ...common, seed: seed(), sizes: [1, 2, 4, 8].map((times) => times * size), rounds: 4 },
        settings,
        expectedMs: 2_000,
      },
      short: {
        experiment: "stream",
        params: { ...common, seed: seed(), messages: 40, perMessage: 200 },
        settings,
        expectedMs: 200,
      },
      long: {
        experiment: "stream",
        params: { ...common, seed: seed(), messages: 620, perMessage: 1_000 },
        settings,
        expectedMs: 1_200,
      },
    };
  },
  goals: {
    same: { needs: ["lists"], judge: ({ lists }) => sameAnswer(lists) },
    exponent: { needs: ["sweep"], judge: ({ sweep }) => small(sweep) },
    space: {
      needs: ["short", "long"],
      judge: ({ short, long }) => all(exactSum(short), exactSum(long), flat(short, long)),
    },
    words: { needs: ["sweep"], judge: ({ sweep, learner }) => said(sweep, learner) },
  },
});
