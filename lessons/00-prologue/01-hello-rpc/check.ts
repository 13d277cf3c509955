import { exactly, returns } from "#lib/lessons/compare.ts";
import { type Attempt, blockedStretches, type Run } from "#lib/lessons/evidence.ts";
import { all, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { execution, longestBlocked, ms, s, total } from "#lib/lessons/measure.ts";
import { atLeast, atMost, bytes, count, duration, nothing, status } from "#lib/lessons/quantity.ts";
import { within } from "#lib/lessons/timing.ts";

const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

const names = ["word", "long", "empty"] as const;
type Name = (typeof names)[number];
type Runs = Readonly<Record<Name, Run>>;

const nameOf = ({ params }: Run) => (params as { readonly name: string }).name;

/** The same question about the run of every name. */
function ofEach(runs: Runs, of: (run: Run) => Finding): Finding {
  return every(names, (name) => of(runs[name]), judge(false, count(names.length), count(0)));
}

function greeted(run: Run): Finding {
  const [attempt] = run.attempts;
  const isEmpty = run.returned === "" && attempt?.status === 0;
  return returns(run.returned, `Hello, ${nameOf(run)}`, {
    at: attempt,
    ...(isEmpty ? { feedback: "greeting-field" } : {}),
  });
}

/** Field 1, then the length, then the text; an empty text is not sent at all (Protocol Buffers, Encoding). */
function sizeOf(content: string): number {
  const text = new TextEncoder().encode(content).length;
  if (text === 0) return 0;
  return 1 + (text < 128 ? 1 : text < 16_384 ? 2 : 3) + text;
}

function remote(run: Run): Finding {
  const [attempt] = run.attempts;
  const asked = sizeOf(nameOf(run));
  const answered = sizeOf(`Hello, ${nameOf(run)}`);
  const crossed = (seen: number | undefined, expected: number) =>
    judge(seen === expected, bytes(expected), seen === undefined ? nothing : bytes(seen), { at: attempt });
  const local = run.attempts.length === 0 ? { feedback: "client-builds-string" } : {};
  // The bytes of an error say nothing about the greeting.
  const failed = attempt?.status !== undefined && attempt.status !== 0;
  if (failed) return judge(false, status(0), status(attempt.status), { at: attempt });
  return all(
    exactly(run.attempts.length, 1, { at: attempt, of: "calls", ...local }),
    crossed(attempt?.requestBytes, asked),
    crossed(attempt?.responseBytes, answered),
    carried(attempt, `Hello, ${nameOf(run)}`),
  );
}

/** As many bytes may be other words. Of a long reply the record does not hold the text. */
function carried(attempt: Attempt | undefined, expected: string): Finding {
  const { message } = (attempt?.reply ?? { message: expected }) as { readonly message?: string };
  return returns(message, expected, { at: attempt, feedback: "other-words" });
}

function oneSecond(run: Run): Finding {
  const [at] = run.attempts;
  const took = at === undefined ? undefined : execution(at);
  const seen = took === undefined ? nothing : duration(took);
  const isShort = took !== undefined && took < 100 * ms;
  const mistake = { at, ...(isShort ? { feedback: "no-await" } : {}) };
  return all(
    judge((took ?? 0) >= 990 * ms, atLeast(duration(990 * ms)), seen, mistake),
    within(run, took, 1_500 * ms, { at }),
  );
}

/** Of the call's own time, how much the server's thread was kept, µs. */
function kept(run: Run, { started = 0, ended = run.endUs }: Attempt): number {
  const stretches = blockedStretches(run, "server").map(
    ({ fromUs, toUs }) => Math.min(toUs, ended) - Math.max(fromUs, started),
  );
  return stretches.reduce((sum, us) => sum + Math.max(0, us), 0);
}

/** A loop that lets others in for a moment now and then still keeps the thread for nearly all of its time. */
function responsive(run: Run): Finding {
  const mostUs = 500 * ms;
  const [at] = run.attempts;
  const mistake = { at, feedback: "busy-loop" };
  const longest = longestBlocked(run, "server");
  const whole = at === undefined ? 0 : kept(run, at);
  const mostWhole = 0.8 * Math.max(s, (at && execution(at)) ?? 0);
  return all(
    judge(longest < mostUs, atMost(duration(mostUs)), duration(longest), mistake),
    judge(whole < mostWhole, atMost(duration(mostWhole)), duration(whole), mistake),
  );
}

export default defineLesson({
  minutes: 10,
  yours: ["server.ts", "client.ts"],
  shown: { experiment: "hello", title: "hello", settings },
  predictions: {
    wait: {
      kind: "choice",
      options: ["exact", "more", "double", "none"],
      answer: "more",
      // The start answers at once.
      shownBy: ({ calls: [call] }) => ((call && total(call)) ?? 0) >= 1_000 * ms,
    },
  },
  figures: {
    total: ({ calls: [call] }) => duration((call && total(call)) ?? 0),
    request: ({ attempts: [attempt] }) => bytes(attempt?.requestBytes ?? 0),
    reply: ({ attempts: [attempt] }) => bytes(attempt?.responseBytes ?? 0),
  },
  pins: {
    call: ({ attempts }) => attempts[0],
  },
  why: {
    options: ["network", "failed", "contract", "local"],
    answer: "contract",
    disproof: {
      network: "no-await",
      failed: { peer: "throws", shows: ({ attempts: [call] }) => (call?.status ?? 0) !== 0 },
      local: "client-builds-string",
    },
  },
  questions: {},
  plan: (hidden) => {
    const word = () => `guest-${hidden.whole(1_000, 9_999)}`;
    return {
      word: { experiment: "hello", params: { name: word() }, settings, expectedMs: 1_000 },
      long: {
        experiment: "hello",
        // Below 1 KiB, from which on Connect compresses a reply.
        params: { name: `世界 ${word()} ${"x".repeat(900)}` },
        settings,
        expectedMs: 1_000,
      },
      empty: { experiment: "hello", params: { name: "" }, settings, expectedMs: 1_000 },
    };
  },
  goals: {
    answer: { needs: names, judge: (runs) => ofEach(runs, greeted) },
    remote: { needs: names, judge: (runs) => ofEach(runs, remote) },
    service: { needs: names, judge: (runs) => ofEach(runs, oneSecond) },
    responsive: { needs: names, judge: (runs) => ofEach(runs, responsive) },
  },
});
