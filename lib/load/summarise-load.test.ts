import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import {
  LatencyStart,
  LawKind,
  LawVerdict,
  LoadEnd,
  LoadOutcome,
  type LoadTick,
  LoadTickSchema,
  PhaseSumsSchema,
  WarmUpKind,
} from "#lib/gen/playground/v1/load_pb.ts";
import { createRandom } from "#lib/random.ts";
import type { LoadPlan } from "./load-plan.ts";
import { drawArrivals, type Segment, toSegments } from "./pacer.ts";
import { summariseLoad } from "./summarise-load.ts";

const plan: LoadPlan = {
  ...{ deploymentId: "d", method: "a.B/C", messageJson: "{}", protocol: "connect", codec: "binary" },
  ...{ httpVersion: "2", model: { kind: "open", ratePerSecond: 100, arrivals: "poisson" } },
  ...{ shape: { kind: "constant" }, durationMs: 10_000, deadlineMs: 5_000, seed: 1, maxInFlight: 256 },
  connections: 1,
};
const ending = {
  ...{ end: LoadEnd.COMPLETED, limit: "", limitValue: 0, recordKept: 0, recordDropped: 0 },
  ...{ firstResponseJson: "", firstErrorMessage: "" },
};
const server = { workers: 4, replicas: 1 };

type Call = {
  readonly intendedUs: number;
  readonly lagUs?: number;
  readonly us: number;
  readonly outcome?: LoadOutcome;
};

/** One tick that holds all calls: those of an hour or of ten seconds, the fold does not care. */
function tickOf(
  calls: readonly Call[],
  changes: Omit<Partial<LoadTick>, "$typeName" | "$unknown"> = {},
): LoadTick {
  const ends = calls.map(({ intendedUs, lagUs = 0, us }) => intendedUs + lagUs + us);
  const buckets = [LoadOutcome.OK, LoadOutcome.ERROR].flatMap((outcome) =>
    [LatencyStart.INTENDED, LatencyStart.SEND].flatMap((start) => {
      const own = calls.filter((call) => (call.outcome ?? LoadOutcome.OK) === outcome);
      const values = own.map(({ lagUs = 0, us }) => us + (start === LatencyStart.INTENDED ? lagUs : 0));
      return values.length === 0 ? [] : [{ outcome, start, ...toBuckets(values) }];
    }),
  );
  const ok = calls.filter(({ outcome = LoadOutcome.OK }) => outcome === LoadOutcome.OK).length;
  return create(LoadTickSchema, {
    toUs: Math.max(...ends),
    counts: { due: calls.length, sent: calls.length, ok, error: calls.length - ok },
    inFlightUs: calls.reduce((sum, { us }) => sum + us, 0),
    buckets,
    lag: toBuckets(calls.map(({ lagUs = 0 }) => lagUs)),
    samples: {
      slot: calls.map((_, at) => at),
      call: calls.map((_, at) => at),
      intendedUs: calls.map(({ intendedUs }) => intendedUs),
      latencyUs: calls.map(({ lagUs = 0, us }) => lagUs + us),
      fromSendUs: calls.map(({ us }) => us),
      outcome: calls.map(({ outcome = LoadOutcome.OK }) => outcome),
      code: calls.map(() => 0),
      level: calls.map(() => 0),
      seen: calls.length,
    },
    phases: { calls: ok, executionUs: calls.reduce((sum, { us }) => sum + us, 0) },
    ...changes,
  });
}

function toBuckets(values: readonly number[]) {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  return {
    ...{ lowUs: distinct, highUs: distinct, minUs: distinct[0] ?? 0, maxUs: distinct.at(-1) ?? 0 },
    count: distinct.map((value) => values.filter((each) => each === value).length),
    sumUs: values.reduce((sum, value) => sum + value, 0),
  };
}

/** Poisson arrivals at 100 a second, each with its own latency. */
function calls(latencyOf: (at: number, intendedUs: number) => number): readonly Call[] {
  const [segment] = toSegments(plan);
  return drawArrivals(segment as Segment, "poisson", 7).map(({ intendedUs }, at) => ({
    intendedUs,
    us: latencyOf(at, intendedUs),
  }));
}

const summarise = (ticks: readonly LoadTick[], changes: Partial<LoadPlan> = {}) =>
  summariseLoad({ ...plan, ...changes }, server, ticks, ending);

describe("a level's latencies", () => {
  test("are those of answered calls after the warm-up, from the intended start and from the send", () => {
    const random = createRandom(2);
    const steady = calls((at) => (at < 50 ? 50_000 - at * 900 : 4_000 + random.whole(0, 1_000)));
    const { levels } = summarise([tickOf(steady)]);
    const [level] = levels;
    expect(level?.warmUp?.kind).toBe(WarmUpKind.CUT);
    expect(level?.warmUp?.calls).toBeGreaterThanOrEqual(45);
    expect(level?.warmUp?.calls).toBeLessThanOrEqual(60);
    const [intended, send] = level?.latencies ?? [];
    expect(intended).toMatchObject({ n: steady.length - (level?.warmUp?.calls ?? 0), exact: true });
    expect(intended?.maxUs).toBeLessThan(10_000);
    expect(send?.percentiles).toEqual(intended?.percentiles);
  });

  test("p99.9 of 900 calls needs 3 688 and is marked as not enough, p99 has an interval (A4, A5)", () => {
    const { levels } = summarise([tickOf(calls((at) => 1_000 + (at % 100)))]);
    const percentiles = levels[0]?.latencies[0]?.percentiles ?? [];
    expect(percentiles.map(({ p, needs, enough }) => [p, needs, enough])).toEqual([
      [0.5, 6, true],
      [0.9, 36, true],
      [0.95, 72, true],
      [0.99, 368, true],
      [0.999, 3_688, false],
    ]);
    expect(percentiles[3]?.lowerUs).toBeLessThanOrEqual(percentiles[3]?.valueUs ?? 0);
    expect(percentiles[4]?.upperUs).toBeUndefined();
  });

  test("of too many calls come from the buckets, and say so", () => {
    const all = calls(() => 1_500);
    const tick = tickOf(all);
    if (tick.samples !== undefined) tick.samples.seen = 1_000_000;
    const [level] = summarise([tick]).levels;
    expect(level?.latencies[0]).toMatchObject({ exact: false, n: all.length, meanUs: 1_500, maxUs: 1_500 });
  });

  test("do not mix errors in (A9)", () => {
    const mixed = calls(() => 9_000).map((call, at) =>
      at % 2 === 0 ? call : { ...call, us: 10, outcome: LoadOutcome.ERROR },
    );
    const [level] = summarise([tickOf(mixed)]).levels;
    expect(level?.latencies[0]).toMatchObject({ minUs: 9_000, maxUs: 9_000, n: Math.ceil(mixed.length / 2) });
  });

  test("a ramp has no steady state to look for, and 40 calls are too few", () => {
    const kindOf = (ticks: readonly LoadTick[], changes: Partial<LoadPlan> = {}) =>
      summarise(ticks, changes).levels[0]?.warmUp?.kind;
    expect(kindOf([tickOf(calls(() => 5))], { shape: { kind: "ramp", start: 1 } })).toBe(
      WarmUpKind.NOT_SOUGHT,
    );
    expect(kindOf([tickOf(calls(() => 5).slice(0, 40))])).toBe(WarmUpKind.TOO_FEW);
  });
});

describe("laws (B7)", () => {
  test("Little's holds of a sound run, and fails when one call in fifty was lost", () => {
    const sound = tickOf(calls((at) => 10_000 + (at % 7) * 1_000));
    expect(summarise([sound]).levels[0]?.law).toMatchObject({
      kind: LawKind.LITTLE,
      verdict: LawVerdict.HOLDS,
    });
    const lost = { ...sound, inFlightUs: sound.inFlightUs * 1.02 };
    expect(summarise([lost]).levels[0]?.law).toMatchObject({ verdict: LawVerdict.FAILS, allowed: 0.01 });
  });

  test("are not judged where the generator was lost with calls under way", () => {
    const cutOff = tickOf(
      calls(() => 10_000),
      { inFlight: 3 },
    );
    expect(summarise([cutOff]).levels[0]?.law).toBeUndefined();
  });

  const closed: Partial<LoadPlan> = {
    model: { kind: "closed", clients: 10, thinkMs: 10, think: "constant" },
  };
  /** n answers of 10 ms after thinking for 10 ms, within `toUs`. */
  const answered = (n: number, toUs: number) =>
    tickOf(
      Array.from({ length: n }, () => ({ intendedUs: 0, us: 10_000 })),
      { toUs, thinkUs: n * 10_000 },
    );

  test("N = X · (R + Z): ten clients make 5 000 calls in 10 s, and 4 800 would be a fault", () => {
    expect(summarise([answered(5_000, 10e6)], closed).levels[0]?.law).toMatchObject({
      ...{ kind: LawKind.CLOSED, left: 10, right: 10, verdict: LawVerdict.HOLDS },
    });
    expect(summarise([answered(4_800, 10e6)], closed).levels[0]?.law).toMatchObject({
      verdict: LawVerdict.FAILS,
    });
  });

  test("a run of few cycles is too short to tell, but not when it has more calls than its clients can make", () => {
    expect(summarise([answered(45, 100_000)], closed).levels[0]?.law?.verdict).toBe(LawVerdict.TOO_SHORT);
    expect(summarise([answered(55, 100_000)], closed).levels[0]?.law?.verdict).toBe(LawVerdict.FAILS);
  });

  test("a window that was closed late explains what is missing, and no more than that", () => {
    const wanted = { ...closed, durationMs: 9_000 };
    const of = (calls: number) => summarise([answered(calls, 10e6)], wanted).levels[0]?.law?.verdict;
    expect(of(4_500)).toBe(LawVerdict.TOO_SHORT);
    expect(of(4_300)).toBe(LawVerdict.FAILS);
  });

  test("answers that came after the end of the sends are not in the window", () => {
    const tail = tickOf([{ intendedUs: 9.9e6, us: 200_000 }], { fromUs: 10e6, toUs: 10.1e6, draining: true });
    const [level] = summarise([answered(5_000, 10e6), tail], closed).levels;
    expect(level?.law).toMatchObject({ right: 10, verdict: LawVerdict.HOLDS });
    expect(level?.achievedPerSecond).toBe(500);
    expect(level?.toUs).toBe(10.1e6);
  });
});

describe("utilisation (B8)", () => {
  test("ρ = λ · E[S] / (R · c)", () => {
    const [level] = summarise([
      tickOf(
        calls(() => 20_000),
        { toUs: 10e6 },
      ),
    ]).levels;
    const { arrivalsPerSecond = 0, rho, unstable, serviceUs } = level?.utilisation ?? {};
    expect(serviceUs).toBe(20_000);
    expect(rho).toBeCloseTo((arrivalsPerSecond * 0.02) / 4, 9);
    expect(unstable).toBe(false);
  });

  test("above 1 it is unstable, and latency grows by ρ − 1 seconds in a second", () => {
    // One worker with 12.5 ms of work, 100 calls a second: ρ = 1.25.
    let freeUs = 0;
    const queued = calls((_, intendedUs) => {
      freeUs = Math.max(freeUs, intendedUs) + 12_500;
      return freeUs - intendedUs;
    });
    const tick = tickOf(queued, {
      toUs: 10e6,
      phases: create(PhaseSumsSchema, { executionUs: queued.length * 12_500, calls: queued.length }),
    });
    const [level] = summariseLoad(plan, { workers: 1, replicas: 1 }, [tick], ending).levels;
    const { rho = 0, unstable, growthUsPerSecond = 0 } = level?.utilisation ?? {};
    expect(unstable).toBe(true);
    expect(growthUsPerSecond / 1e6).toBeCloseTo(rho - 1, 1);
  });
});

describe("the generator (B3)", () => {
  const late = (lagUs: number) =>
    calls(() => 10_000).map((call, at) => ({ ...call, lagUs: at % 50 === 0 ? lagUs : 10 }));

  test("kept up when p99 of its lag is below 5 % of the median latency", () => {
    const { generator } = summarise([tickOf(late(499))]);
    expect(generator).toMatchObject({ late: 0, fellBehind: false });
    expect(generator?.limitUs).toBeCloseTo(500.5, 6);
  });

  test("fell behind when it is above: so many of so many were late", () => {
    const calls = late(800);
    const { generator } = summarise([tickOf(calls)]);
    expect(generator).toMatchObject({
      late: Math.ceil(calls.length / 50),
      sent: calls.length,
      fellBehind: true,
    });
  });

  test("never has more than 5 ms, however slow the calls are", () => {
    const slow = calls(() => 1_000_000).map((call) => ({ ...call, lagUs: 6_000 }));
    expect(summarise([tickOf(slow)]).generator).toMatchObject({ limitUs: 5_000, fellBehind: true });
  });

  test("says that the machine was busy, by the mean over time", () => {
    const parts = [0.99, 0.85].map((machineCpu, at) =>
      tickOf(
        calls(() => 5),
        { fromUs: at * 1e6, toUs: (at + 1) * 1e6, machineCpu },
      ),
    );
    expect(summarise(parts).generator).toMatchObject({ machineCpu: 0.92, machineBusy: true });
  });
});

test("a run that never began comes to nothing, not to an error", () => {
  const summary = summarise([]);
  expect(summary).toMatchObject({
    levels: [],
    counts: { due: 0 },
    generator: { sent: 0, fellBehind: false },
  });
});
