import { exactly, noFewerThan, noMoreThan, returns } from "#lib/lessons/compare.ts";
import type { Attempt, Run } from "#lib/lessons/evidence.ts";
import { all, cannotTell, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { callsOf, makespan, ms, total } from "#lib/lessons/measure.ts";
import { about, atLeast, count, duration, nothing, status, value } from "#lib/lessons/quantity.ts";
import { isTooBusy, within } from "#lib/lessons/timing.ts";

/** A round trip of 100 ms. */
const delayMs = 50;
const rttUs = 2 * delayMs * ms;
const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

type Hidden = {
  readonly word: string;
  readonly rows: number;
  readonly everyMs: number;
  readonly stepMs: number;
  readonly gatewayMs: number;
};
const hiddenOf = ({ params }: Run) => params as unknown as Hidden;

/** When the client received each message of these calls, µs. */
function arrivals({ record }: Run, attempts: readonly Attempt[]): readonly number[] {
  const rows = attempts.map(({ row }) => row);
  return record.messages
    .filter(
      ({ attempt, side, direction }) =>
        side === "client" && direction === "toClient" && rows.includes(attempt),
    )
    .map(({ atUs }) => atUs);
}

/** From the call of the stream to its first message. */
function firstAfter(run: Run): number | undefined {
  const list = callsOf(run.attempts, "List");
  const [first] = arrivals(run, list);
  const from = list[0]?.intended;
  return first === undefined || from === undefined ? undefined : first - from;
}

/** The first row must not wait for the others: it is due after a round trip, and half of the reading later at the latest. */
function isStream(run: Run): Finding {
  const { word, rows, everyMs } = hiddenOf(run);
  const list = callsOf(run.attempts, "List");
  const first = firstAfter(run);
  const whole = list[0] && total(list[0]);
  const isCollected = first !== undefined && whole !== undefined && first >= 0.8 * whole;
  return all(
    within(run, first, rttUs + (rows / 2) * everyMs * ms, {
      at: list[0],
      ...(isCollected ? { feedback: "collects-then-yields" } : {}),
    }),
    returns(
      run.returned,
      Array.from({ length: rows }, (_, index) => `${word}-${index}`),
    ),
  );
}

/** Lines, buffers and windows on the way hold so many messages of 1 KB at most. */
const mostAhead = 8_192;

function isHeldBack(run: Run): Finding {
  const { consumed, read } = (run.returned ?? {}) as { consumed?: number; read?: readonly number[] };
  const [sooner = Number.NaN, later = Number.NaN] = read ?? [];
  const [at] = callsOf(run.attempts, "List");
  const isSteady = later - sooner <= 0.05 * sooner;
  const steady = judge(isSteady, about(count(sooner, "rows")), count(later, "rows"), { at });
  return all(
    exactly(consumed ?? 0, 5, { at, of: "rows" }),
    noMoreThan(later - 5, mostAhead, { at, of: "rows", feedback: "unbounded-buffer" }),
    isTooBusy(run) && !isSteady ? cannotTell(about(count(sooner, "rows")), count(later, "rows")) : steady,
  );
}

const deadlineExceeded = 4;

/** The answer comes long before the work can be done. */
function isHandedOver(run: Run): Finding {
  const starts = callsOf(run.attempts, "Start");
  const workUs = 10 * hiddenOf(run).stepMs * ms;
  const mistake = { feedback: "start-awaits-work" };
  return all(
    noFewerThan(starts.length, 1, { of: "calls" }),
    every(
      starts,
      (at) => {
        const took = total(at);
        const isGivenUp = at.status === deadlineExceeded;
        const seen = status(at.status ?? 0);
        if (isGivenUp && isTooBusy(run)) return cannotTell(status(0), seen);
        return all(
          judge(!isGivenUp, status(0), seen, { at, ...mistake }),
          within(run, took, rttUs + workUs / 4, { at, ...mistake }),
        );
      },
      judge(false, count(1, "calls"), count(0, "calls")),
    ),
  );
}

type Progress = { readonly percent: number; readonly result: string };

function reportOf(run: Run): { readonly before: readonly Progress[]; readonly after: readonly Progress[] } {
  const returned = (run.returned ?? {}) as { before?: readonly Progress[]; after?: readonly Progress[] };
  return { before: returned.before ?? [], after: returned.after ?? [] };
}

function isTold(run: Run): Finding {
  const { before, after } = reportOf(run);
  const percents = [before, after].map((stream) => stream.map(({ percent }) => percent));
  const watches = callsOf(run.attempts, "Watch");
  const at = watches[0];
  const times = arrivals(run, watches);
  const spread = times.length === 0 ? undefined : Math.max(...times) - Math.min(...times);
  const least = 0.6 * 10 * hiddenOf(run).stepMs * ms;
  return all(
    noFewerThan(new Set(percents.flat()).size, 5, { at, of: "percents" }),
    every(
      percents,
      (seen) =>
        returns(
          seen,
          [...seen].sort((a, b) => a - b),
        ),
      judge(false, count(2), count(0)),
    ),
    judge(
      spread !== undefined && spread >= least,
      atLeast(duration(least)),
      spread === undefined ? nothing : duration(spread),
      { at, feedback: "progress-at-the-end" },
    ),
  );
}

/** When the ledger testifies to something about the job, µs. */
function testimoniesOf({ record: { fixtures = [] } }: Run, what: string, job: string | undefined): number[] {
  return fixtures
    .filter(({ op, key, payload }) => op === "Append" && key === what && payload === job)
    .map(({ atUs }) => atUs);
}

const testified = (run: Run, what: string, job: string | undefined) => testimoniesOf(run, what, job).length;

function jobOf(run: Run): string | undefined {
  const [start] = callsOf(run.attempts, "Start");
  return (start?.reply as { job?: string } | undefined)?.job;
}

const resultOf = (run: Run, job: string | undefined) => `${hiddenOf(run).word}: ${job}`;

function isSameJob(run: Run): Finding {
  const job = jobOf(run);
  const [, at] = callsOf(run.attempts, "Watch");
  const begun = testified(run, "begun", job);
  // Ten steps take their time; who only says so is done at once.
  const leastUs = 0.6 * 10 * hiddenOf(run).stepMs * ms;
  const tookUs = (testimoniesOf(run, "done", job)[0] ?? 0) - (testimoniesOf(run, "begun", job)[0] ?? 0);
  return all(
    exactly(begun, 1, { at, ...(begun > 1 ? { feedback: "new-job-on-reconnect" } : {}) }),
    exactly(testified(run, "done", job), 1, { at }),
    judge(tookUs >= leastUs, atLeast(duration(leastUs)), duration(tookUs), { at }),
    returns(reportOf(run).after.at(-1)?.result, resultOf(run, job), { at }),
  );
}

/** The runner really died on the way, and the job was done by the next one. */
function isKept(run: Run): Finding {
  const job = jobOf(run);
  const deaths = run.record.runnerEvents.filter(({ state }) => state === "stopped").length;
  const [at] = callsOf(run.attempts, "Watch");
  const result = ((run.returned ?? []) as readonly Progress[]).at(-1)?.result;
  return all(
    noFewerThan(deaths, 1),
    judge(result !== undefined, value(resultOf(run, job)), nothing, { at, feedback: "job-in-memory" }),
    returns(result, resultOf(run, job), { at }),
    exactly(testified(run, "done", job), 1, { at }),
  );
}

/** Messages had arrived before half of the stream's time was over. */
function comesRowByRow(run: Run): boolean {
  const list = callsOf(run.attempts, "List");
  const [from = 0, to = 0] = [list[0]?.intended, list[0]?.resumed];
  return arrivals(run, list).filter((atUs) => atUs < (from + to) / 2).length >= 5;
}

export default defineLesson({
  minutes: 20,
  yours: ["handlers.ts"],
  shown: { experiment: "rows", title: "rows", settings },
  predictions: {
    rows: { kind: "choice", options: ["stream", "equal"], answer: "stream" },
    producer: {
      kind: "choice",
      options: ["all", "some"],
      answer: "some",
      shownBy: ({ record, returned }) => {
        const { read } = (returned ?? {}) as { read?: readonly number[] };
        return record.header.experiment === "pause" && (read?.at(-1) ?? 20_000) < 20_000;
      },
    },
    crash: {
      kind: "choice",
      options: ["everything", "written", "resent"],
      answer: "written",
      shownBy: ({ record }) => record.header.experiment === "crash",
    },
  },
  figures: {
    calls: ({ attempts }) => count(callsOf(attempts, "Get").length),
    single: ({ calls }) => duration(makespan(callsOf(calls, "Get")) ?? 0),
    stream: ({ calls }) => duration(makespan(callsOf(calls, "List")) ?? 0),
    first: (run) => duration(firstAfter(run) ?? 0),
  },
  pins: {
    first: ({ attempts }) => callsOf(attempts, "Get")[0],
    second: ({ attempts }) => callsOf(attempts, "Get")[1],
    stream: ({ attempts }) => callsOf(attempts, "List")[0],
  },
  why: {
    options: ["network", "client", "handler", "protocol"],
    answer: "handler",
    disproof: {
      network: { wrong: "unbounded-buffer", shows: comesRowByRow },
      client: { wrong: "start-awaits-work", shows: comesRowByRow },
      protocol: { wrong: "unbounded-buffer", shows: comesRowByRow },
    },
  },
  questions: {},
  plan: (hidden) => {
    const params = (): Hidden => ({
      word: `row${hidden.whole(1_000, 9_999)}`,
      rows: hidden.whole(16, 20),
      everyMs: 30,
      stepMs: 10 * hidden.whole(28, 34),
      gatewayMs: 2_000,
    });
    return {
      rows: { experiment: "rows", params: params(), settings, expectedMs: 2_700 },
      pause: { experiment: "pause", params: params(), settings, expectedMs: 3_800 },
      report: { experiment: "report", params: params(), settings, expectedMs: 3_700 },
      crash: { experiment: "crash", params: params(), settings, expectedMs: 4_500 },
    };
  },
  goals: {
    first: { needs: ["rows"], judge: ({ rows }) => isStream(rows) },
    pressure: { needs: ["pause"], judge: ({ pause }) => isHeldBack(pause) },
    start: { needs: ["report"], judge: ({ report }) => isHandedOver(report) },
    progress: { needs: ["report"], judge: ({ report }) => isTold(report) },
    resume: { needs: ["report"], judge: ({ report }) => isSameJob(report) },
    kept: { needs: ["crash"], judge: ({ crash }) => isKept(crash) },
  },
});
