import { isSame, noMoreThan, returns } from "#lib/lessons/compare.ts";
import type { Attempt, Run } from "#lib/lessons/evidence.ts";
import { all, cannotTell, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { execution, makespan, maxOverlap, ms, rounds } from "#lib/lessons/measure.ts";
import { about, atMost, bytes, count, duration, nothing, plain, status } from "#lib/lessons/quantity.ts";
import { within } from "#lib/lessons/timing.ts";

const settings = { workers: null, queueLimit: null, protocol: "connect", codec: "binary" } as const;

type Network = { readonly delayMs: number; readonly jitterMs: number; readonly bandwidthKbps: number };
type Line = { readonly alphaMs: number; readonly bytesPerMs: number };
type Sample = { readonly bytes: number; readonly ms: number };
type Hidden = {
  readonly ids: readonly string[];
  readonly rowBytes: number;
  readonly salt: number;
  readonly missing: readonly string[];
  readonly line: Line;
};

const hiddenOf = ({ params }: Run) => params as unknown as Hidden;

/** kbit/s are bits per millisecond. */
const wayOf = ({ record }: Run): Line => {
  const { delayMs, bandwidthKbps } = record.header.settings.network;
  return { alphaMs: 2 * delayMs, bytesPerMs: bandwidthKbps / 8 };
};

/** The same as in catalogue.ts. */
function nameOf(id: string, salt: number): string {
  let mixed = salt;
  for (const letter of id) mixed = (mixed * 31 + letter.charCodeAt(0)) % 1_000_003;
  return mixed.toString(36);
}

function rowsOf(run: Run): readonly (string | null)[] {
  const { ids, salt, missing } = hiddenOf(run);
  return ids.map((id) => (missing.includes(id) ? null : nameOf(id, salt)));
}

const sizes = [0, 25_000, 50_000, 75_000, 100_000];
const mostBytesAsked = Math.max(...sizes);
/** Largest share by which bandwidth and round trip may be off, beside a few milliseconds. */
const rel = 0.15;
const fewMs = 5;

const isAlpha = (seen: number, { alphaMs }: Line, slackMs: number) =>
  Math.abs(seen - alphaMs) <= Math.max(fewMs, rel * alphaMs) + slackMs;
/** A bandwidth is judged by what it says of the largest reply, since that is what was measured. */
const isRate = (seen: number, { bytesPerMs }: Line, slackMs: number) =>
  Math.abs(mostBytesAsked / seen - mostBytesAsked / bytesPerMs) <=
  (rel * mostBytesAsked) / bytesPerMs + slackMs;

function judgeLine(line: unknown, way: Line, slackMs: number): Finding {
  const { alphaMs, bytesPerMs } = toLine(line);
  const isZero = alphaMs === 0 && bytesPerMs > 0;
  return all(
    judge(
      isAlpha(alphaMs, way, slackMs),
      about(duration(way.alphaMs * ms)),
      Number.isFinite(alphaMs) ? duration(alphaMs * ms) : nothing,
      isZero ? { feedback: "slope-only" } : {},
    ),
    judge(
      isRate(bytesPerMs, way, slackMs),
      about(plain(Math.round(way.bytesPerMs))),
      Number.isFinite(bytesPerMs) ? plain(Math.round(bytesPerMs)) : nothing,
    ),
  );
}

function toLine(line: unknown): Line {
  const { alphaMs, bytesPerMs } = (line ?? {}) as Partial<Record<keyof Line, unknown>>;
  const toNumber = (value: unknown) => (typeof value === "number" ? value : Number.NaN);
  return { alphaMs: toNumber(alphaMs), bytesPerMs: toNumber(bytesPerMs) };
}

function judgeGiven(run: Run): Finding {
  return judgeLine((run.returned as { line?: unknown } | undefined)?.line, hiddenOf(run).line, 0);
}

/**
 * A measured line may be judged where least squares through the same samples come out right: where they do not, the
 * machine was too busy, and that is nobody's fault.
 */
function judgeSweep(run: Run): Finding {
  const way = wayOf(run);
  const slackMs = run.jitterUs / ms;
  const { line, samples = [] } = (run.returned ?? {}) as { line?: unknown; samples?: readonly Sample[] };
  const found = judgeLine(line, way, slackMs);
  if (found.verdict === "passed" || samples.length === 0) return found;
  const honest = judgeLine(leastSquares(samples), way, slackMs);
  return honest.verdict === "passed" ? found : cannotTell(found.expected, found.seen);
}

function leastSquares(samples: readonly Sample[]): Line {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const [x, y] = [mean(({ bytes }) => bytes), mean((sample) => sample.ms)];
  const slope =
    mean((sample) => (sample.bytes - x) * (sample.ms - y)) / mean((sample) => (sample.bytes - x) ** 2);
  return { alphaMs: y - slope * x, bytesPerMs: 1 / slope };
}

/** A page's worth of rows in at most two rounds: a round is what needs no answer of the one before. */
function fewRounds(run: Run): Finding {
  const { attempts } = run;
  const isCrowd = attempts.length > 3 && maxOverlap(attempts, "sent", "received") > attempts.length / 2;
  return all(
    noMoreThan(attempts.length, 3, {
      at: attempts[1],
      of: "calls",
      ...(isCrowd ? { feedback: "hundred-at-once" } : {}),
    }),
    noMoreThan(rounds(attempts), 2, { at: attempts[1], of: "rounds" }),
    returns(run.returned, rowsOf(run)),
  );
}

/**
 * No longer than rounds · RTT + bytes / bandwidth, with the bytes that the rows have, and what the handler really took: one
 * that streams is slowed down by a busy machine at each row. The first call of a run also pays for what happens only once.
 */
function asLongAsTheWay(run: Run): Finding {
  const { ids, rowBytes } = hiddenOf(run);
  const { alphaMs, bytesPerMs } = wayOf(run);
  const wayUs = (rounds(run.attempts) * alphaMs + (ids.length * rowBytes) / bytesPerMs) * ms;
  const handlerUs = Math.max(0, ...run.attempts.map((attempt) => execution(attempt) ?? 0));
  const limitUs = 1.5 * wayUs + handlerUs + 250 * ms;
  return within(run, makespan(run.calls), limitUs, { at: run.attempts[0] });
}

const mostBytes = 256 * 1024;
/** gRPC: RESOURCE_EXHAUSTED. */
const exhausted = 8;

function bounded(run: Run): Finding {
  const { attempts } = run;
  const isRefused = ({ status }: Attempt) => status === exhausted;
  const [largest] = [...attempts].sort((a, b) => largestOf(run, b) - largestOf(run, a));
  const most = largest === undefined ? 0 : largestOf(run, largest);
  const refused = attempts.find(isRefused);
  // A refused message left no size behind.
  const seen = refused === undefined ? bytes(most) : status(exhausted);
  return all(
    judge(refused === undefined && most <= mostBytes, atMost(bytes(mostBytes)), seen, {
      at: refused ?? largest,
      feedback: "one-huge-message",
    }),
    noMoreThan(maxOverlap(attempts, "sent", "received"), 8, { of: "calls" }),
    judge(
      isSame(run.returned, rowsOf(run)),
      count(hiddenOf(run).ids.length, "rows"),
      Array.isArray(run.returned) ? count(rightOnes(run.returned, rowsOf(run)), "rows") : nothing,
    ),
  );
}

/** The largest single message of an attempt: a stream has many, any other call one each way. */
function largestOf({ record }: Run, { row, requestBytes = 0, responseBytes = 0 }: Attempt): number {
  const messages = record.messages.filter(({ attempt }) => attempt === row);
  const sizes = messages.length > 0 ? messages.map((message) => message.bytes) : [responseBytes];
  return Math.max(requestBytes, ...sizes);
}

function rightOnes(seen: readonly unknown[], expected: readonly unknown[]): number {
  return seen.filter((row, index) => row === expected[index]).length;
}

function rowByRow(run: Run): Finding {
  const expected = rowsOf(run);
  const failed = run.attempts.find(({ status = 0 }) => status !== 0);
  const isShort = Array.isArray(run.returned) && run.returned.length < expected.length;
  return returns(run.returned, expected, {
    at: failed ?? run.attempts[0],
    ...(failed !== undefined ? { feedback: "all-or-nothing" } : {}),
    ...(isShort ? { feedback: "drops-missing" } : {}),
  });
}

/** A round trip of 40 ms, and a megabyte per second. */
const shownNetwork = { delayMs: 20, jitterMs: 0, bandwidthKbps: 8_000 } as const;

export default defineLesson({
  minutes: 20,
  yours: ["fit.ts", "shop.proto", "shop.ts", "page.ts"],
  shown: {
    experiment: "page",
    title: "page",
    settings: { ...settings, network: shownNetwork },
  },
  predictions: {
    loop: { kind: "choice", options: ["tenth", "fourtenths", "four"], answer: "four" },
    batch: {
      kind: "choice",
      options: ["hundredth", "tenth", "fourtenths"],
      answer: "tenth",
      shownBy: ({ calls }) => calls.length === 1,
    },
  },
  figures: {
    calls: ({ calls }) => count(calls.length),
    total: ({ calls }) => duration(makespan(calls) ?? 0),
    rtt: (run) => duration(wayOf(run).alphaMs * ms),
    bytes: ({ attempts }) => bytes(attempts.reduce((sum, { responseBytes = 0 }) => sum + responseBytes, 0)),
    transfer: (run) =>
      duration(
        (run.attempts.reduce((sum, { responseBytes = 0 }) => sum + responseBytes, 0) * ms) /
          wayOf(run).bytesPerMs,
      ),
    rounds: ({ attempts }) => count(rounds(attempts)),
  },
  pins: {
    first: ({ attempts }) => attempts[0],
    second: ({ attempts }) => attempts[1],
    last: ({ attempts }) => attempts.at(-1),
  },
  why: {
    options: ["bandwidth", "server", "rounds", "concurrency"],
    answer: "rounds",
    disproof: {
      bandwidth: { settings: { network: { ...shownNetwork, bandwidthKbps: 80_000 } } },
      server: { settings: { network: { ...shownNetwork, delayMs: 0 } } },
      concurrency: "hundred-at-once",
    },
  },
  questions: {},
  plan: (hidden) => {
    const idsOf = (length: number) =>
      Array.from({ length }, (_, index) => `${index}${hidden.whole(100, 999)}`).sort(
        () => hidden.next() - 0.5,
      );
    const network = (delayMs: number, kBps: number): Network => ({
      delayMs,
      jitterMs: 0,
      bandwidthKbps: 8 * kBps,
    });
    const common = { ids: [], rowBytes: 500, salt: 0, missing: [], sizes: [], samples: [] };
    const server = () => ({ salt: hidden.whole(1_000, 99_999), missing: [] as string[] });

    const line = { alphaMs: hidden.whole(60, 120), bytesPerMs: hidden.whole(400, 900) };
    const samples = [...sizes, ...sizes].map((bytes, index) => ({
      bytes,
      ms: line.alphaMs + bytes / line.bytesPerMs + (index % 3) - 1,
    }));
    const missingOnes = idsOf(100);
    return {
      line: { experiment: "line", params: { ...common, samples, line }, settings, expectedMs: 300 },
      far: {
        experiment: "sweep",
        params: { ...common, sizes },
        settings: { ...settings, network: network(hidden.whole(34, 40), hidden.whole(260, 320)) },
        expectedMs: 3_600,
      },
      close: {
        experiment: "sweep",
        params: { ...common, sizes },
        settings: { ...settings, network: network(hidden.whole(9, 14), hidden.whole(400, 480)) },
        expectedMs: 2_700,
      },
      page: {
        experiment: "page",
        params: { ...common, ids: idsOf(100) },
        serverParams: server(),
        settings: { ...settings, network: network(hidden.whole(30, 36), hidden.whole(260, 320)) },
        expectedMs: 400,
      },
      list: {
        experiment: "page",
        params: { ...common, ids: idsOf(5_000), rowBytes: 900 },
        serverParams: server(),
        settings: { ...settings, network: network(0, 0) },
        expectedMs: 1_500,
      },
      partial: {
        experiment: "page",
        params: { ...common, ids: missingOnes },
        serverParams: { ...server(), missing: [3, 41, 77].map((index) => missingOnes[index] ?? "") },
        settings: { ...settings, network: network(5, 0) },
        expectedMs: 400,
      },
    };
  },
  goals: {
    fit: {
      needs: ["line", "far", "close"],
      judge: ({ line, far, close }) => all(judgeGiven(line), judgeSweep(far), judgeSweep(close)),
    },
    rounds: { needs: ["page"], judge: ({ page }) => fewRounds(page) },
    time: { needs: ["page"], judge: ({ page }) => asLongAsTheWay(page) },
    bounded: { needs: ["list"], judge: ({ list }) => bounded(list) },
    partial: { needs: ["partial"], judge: ({ partial }) => rowByRow(partial) },
  },
});
