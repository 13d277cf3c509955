import { exactly, isPermutation, returns } from "#lib/lessons/compare.ts";
import type { Call, Run } from "#lib/lessons/evidence.ts";
import { all, every, type Finding, judge } from "#lib/lessons/finding.ts";
import { defineLesson } from "#lib/lessons/lesson.ts";
import { callsOf, isAfter, makespan, maxOverlap, ms, total } from "#lib/lessons/measure.ts";
import { atLeast, count, duration, nothing, value } from "#lib/lessons/quantity.ts";
import { near } from "#lib/lessons/timing.ts";

const settings = {
  workers: 10,
  queueLimit: null,
  network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  protocol: "connect",
  codec: "binary",
} as const;

const hiddenOf = ({ params }: Run) => params as { readonly names: readonly string[] };

/** What the server really answered to each name, in input order; null where no answer came. */
function answersOf(run: Run): readonly (string | null)[] {
  return hiddenOf(run).names.map((name) => {
    const asked = run.attempts.filter(
      ({ request }) => (request as { name?: string } | undefined)?.name === name,
    );
    return (asked[0]?.reply as { message?: string } | undefined)?.message ?? null;
  });
}

/** What one did wrong who got no, one, or all greetings in another order. */
function orderMistake(run: Run, expected: readonly (string | null)[]): string | undefined {
  const { returned, calls } = run;
  if (calls.every((call) => call.resumed !== undefined))
    return isPermutation(returned, expected) ? "push-on-completion" : undefined;
  const given = Array.isArray(returned) ? returned : [returned];
  return given.some((answer) => expected.includes(answer)) ? "race" : "not-awaited";
}

function inOrder(run: Run): Finding {
  const expected = answersOf(run);
  const mistake = orderMistake(run, expected);
  const areAllAsked = judge(
    !expected.includes(null),
    count(expected.length, "calls"),
    count(run.calls.length, "calls"),
  );
  // Of a name that nobody asked for no answer can be expected.
  if (mistake === undefined) return all(areAllAsked, returns(run.returned, expected));
  return all(returns(run.returned, expected, { feedback: mistake }), areAllAsked);
}

/**
 * All under way at once, and the whole no longer than its longest call. What one call takes is read from the record and
 * not from the parameters: a busy machine makes calls longer, but does not put them in a line.
 */
function together(run: Run): Finding {
  const { names } = hiddenOf(run);
  const most = maxOverlap(run.attempts, "started", "ended");
  const at = run.calls[1];
  return all(
    judge(most === names.length, count(names.length, "calls"), count(most, "calls"), {
      at,
      ...(most === 1 ? { feedback: "await-inside-map" } : {}),
    }),
    near(run, makespan(run.calls), longest(run.calls), { absUs: 60 * ms, at }),
  );
}

function longest(calls: readonly Call[]): number {
  return Math.max(0, ...calls.map((call) => total(call) ?? 0));
}

const bookingNames = ["BookFlight", "BookHotel", "BookCar"];

/** Nothing was sent before what it needs had come back, and the tokens are those that did come back, in whatever order. */
function inDependence(run: Run): Finding {
  const [plan] = callsOf(run.calls, "Plan");
  const [receipt] = callsOf(run.calls, "Receipt");
  const bookings = bookingNames.flatMap((name) => callsOf(run.calls, name).slice(0, 1));
  const kinds = new Set(run.calls.map(({ method }) => method)).size;
  const made = count(run.calls.length === 5 ? kinds : run.calls.length, "calls");
  const early = { feedback: "early-receipt" };
  const isBehind = (later: typeof plan, earlier: typeof plan, mistake: object) =>
    judge(
      isAfter(later, earlier),
      earlier?.resumed === undefined ? nothing : atLeast(duration(earlier.resumed)),
      later?.intended === undefined ? nothing : duration(later.intended),
      { at: later, ...mistake },
    );
  const tokens = bookings.map(
    ({ attempts }) => (attempts[0]?.reply as { token?: string } | undefined)?.token,
  );
  const sent = (receipt?.attempts[0]?.request as { tokens?: unknown } | undefined)?.tokens;
  return all(
    judge(run.calls.length === 5 && bookings.length === 3, count(5, "calls"), made),
    every(bookings, (booking) => isBehind(booking, plan, {}), judge(false, count(3), count(0))),
    every(bookings, (booking) => isBehind(receipt, booking, early), judge(false, count(3), count(0))),
    judge(isPermutation(sent, tokens), value(tokens), value(sent), { at: receipt }),
    returns(run.returned, `paid: ${(Array.isArray(sent) ? sent : tokens).join(", ")}`),
  );
}

/** No longer than its longest chain of dependent calls, each as long as it really was. */
function critical(run: Run): Finding {
  const [before, after] = [callsOf(run.calls, "Plan"), callsOf(run.calls, "Receipt")];
  const bookings = bookingNames.flatMap((name) => callsOf(run.calls, name));
  const chainUs = longest(before) + longest(bookings) + longest(after);
  const serialUs = run.calls.reduce((sum, call) => sum + (total(call) ?? 0), 0);
  const seenUs = makespan(run.calls);
  const isSerial = seenUs !== undefined && seenUs >= 0.95 * serialUs;
  return near(run, seenUs, chainUs, {
    absUs: 80 * ms,
    at: bookings[1],
    ...(isSerial ? { feedback: "serial-trip" } : {}),
  });
}

export default defineLesson({
  minutes: 10,
  yours: ["client.ts"],
  shown: { experiment: "greetings", title: "greetings", settings },
  predictions: {
    total: { kind: "duration", seen: ({ calls }) => makespan(calls) },
    shape: { kind: "bars", bars: 5 },
    together: {
      kind: "choice",
      options: ["fifth", "one", "five"],
      answer: "one",
      shownBy: ({ attempts }) => maxOverlap(attempts, "started", "ended") > 1,
    },
  },
  figures: {
    calls: ({ calls }) => count(calls.length),
    one: ({ calls }) => duration((calls[0] && total(calls[0])) ?? 0),
    total: ({ calls }) => duration(makespan(calls) ?? 0),
    overlap: ({ attempts }) => count(maxOverlap(attempts, "started", "ended")),
  },
  pins: {
    first: ({ attempts }) => attempts[0],
    second: ({ attempts }) => attempts[1],
    last: ({ attempts }) => attempts.at(-1),
  },
  why: {
    options: ["server", "connection", "loop", "thread"],
    answer: "loop",
    disproof: {
      server: "push-on-completion",
      connection: "race",
      thread: {
        wrong: "push-on-completion",
        shows: ({ attempts }) => maxOverlap(attempts, "started", "ended") === attempts.length,
      },
    },
  },
  questions: {},
  plan: (hidden) => {
    const anyOf = (from: number, to: number) => 10 * hidden.whole(from / 10, to / 10);
    const names = Array.from({ length: 7 }, (_, index) => `guest-${index}-${hidden.whole(1_000, 9_999)}`);
    const params = {
      names: names.sort(() => hidden.next() - 0.5),
      serviceMs: anyOf(650, 750),
      soonerMs: 20,
      trip: {
        city: `city-${hidden.whole(1_000, 9_999)}`,
        planMs: anyOf(300, 400),
        flightMs: anyOf(350, 450),
        hotelMs: anyOf(350, 450),
        carMs: anyOf(350, 450),
        receiptMs: anyOf(300, 400),
      },
    };
    return {
      greetings: { experiment: "greetings", params, settings, expectedMs: 700 },
      trip: { experiment: "trip", params, settings, expectedMs: 1_200 },
    };
  },
  goals: {
    order: { needs: ["greetings"], judge: ({ greetings }) => inOrder(greetings) },
    together: { needs: ["greetings"], judge: ({ greetings }) => together(greetings) },
    once: {
      needs: ["greetings"],
      judge: ({ greetings }) =>
        exactly(greetings.attempts.length, hiddenOf(greetings).names.length, { of: "calls" }),
    },
    depends: { needs: ["trip"], judge: ({ trip }) => inDependence(trip) },
    critical: { needs: ["trip"], judge: ({ trip }) => critical(trip) },
  },
});
