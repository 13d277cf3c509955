import { describe, expect, test } from "vitest";
import { LoadOutcome, type LoadTick } from "#lib/gen/playground/v1/load_pb.ts";
import { percentileOf } from "#lib/load/latency-buckets.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { toSampleTable } from "#lib/load/load-samples.ts";
import { mergeTicks, okLatencies } from "#lib/load/merge-ticks.ts";
import { createRandom } from "#lib/random.ts";
import { toDistribution, toPercentile, toSorted } from "#lib/statistics/percentiles.ts";
import { LoadMeter } from "./load-meter.ts";
import { runLoad } from "./run-load.ts";
import { TestAgenda } from "./test-agenda.ts";
import { TestSender } from "./test-sender.ts";

const plan: LoadPlan = {
  ...{ deploymentId: "d", method: "a.B/C", messageJson: "", protocol: "connect", codec: "binary" },
  ...{ httpVersion: "1.1", model: { kind: "open", ratePerSecond: 100, arrivals: "constant" } },
  ...{ shape: { kind: "constant" }, durationMs: 10_000, deadlineMs: 5_000, seed: 1, maxInFlight: 1_000 },
  connections: 1,
};

type Options = {
  readonly plan?: Partial<LoadPlan>;
  /** When a call sent at this time since the run's zero ends, µs. */
  readonly endOf: (sentUs: number) => number;
  readonly stopAtUs?: number;
  readonly maxSamples?: number;
  readonly maxResponseBytes?: number;
};

async function run({
  plan: changes = {},
  endOf,
  stopAtUs,
  maxSamples = 200_000,
  maxResponseBytes = 1e9,
}: Options) {
  const agenda = new TestAgenda();
  const stop = new AbortController();
  const zero = { us: 0 };
  const sender = new TestSender(agenda, (sentUs) => zero.us + endOf(sentUs - zero.us));
  const ticks: LoadTick[] = [];
  const over = await agenda.until(
    runLoad({
      plan: { ...plan, ...changes },
      ...{ agenda, sender, maxResponseBytes, signal: stop.signal },
      meter: new LoadMeter(maxSamples, createRandom(1)),
      began(us) {
        zero.us = us;
        if (stopAtUs !== undefined) agenda.at(us + stopAtUs, () => stop.abort());
      },
      tell: (tick) => void ticks.push(tick),
      heard: () => {},
    }),
  );
  return { over, ticks, merged: mergeTicks(ticks), samples: toSampleTable(ticks), sender };
}

/** One worker that takes `serviceUs` for each call, and none at all while it is frozen. */
function serial(serviceUs: number, frozen: { fromUs: number; toUs: number } | null = null) {
  let freeUs = 0;
  return (sentUs: number) => {
    let beginUs = Math.max(sentUs, freeUs);
    if (frozen !== null && beginUs >= frozen.fromUs && beginUs < frozen.toUs) beginUs = frozen.toUs;
    freeUs = beginUs + serviceUs;
    return freeUs;
  };
}

describe("B5: 100/s for 10 s, service 1 ms, server frozen from 5.000 to 6.000 s, one serial connection", () => {
  const frozen = () => run({ plan: { maxInFlight: 1 }, endOf: serial(1_000, { fromUs: 5e6, toUs: 6e6 }) });

  test("from the intended start (the truth): n 1000, mean 57.056, p50 1, p90 101, p95 551, p99 911, max 1001 ms", async () => {
    const { samples, merged } = await frozen();
    const sorted = toSorted([...samples.latencyUs].map((us) => us / 1_000));
    expect(toDistribution(sorted)).toMatchObject({ n: 1_000, max: 1_001 });
    expect(toDistribution(sorted)?.mean).toBeCloseTo(57.056, 3);
    expect([0.5, 0.9, 0.95, 0.99].map((p) => toPercentile(sorted, p).value)).toEqual([1, 101, 551, 911]);
    // The buckets say the same within their width.
    const buckets = okLatencies(merged, "intended");
    for (const p of [0.5, 0.9, 0.95, 0.99, 1]) {
      const exactUs = toPercentile(sorted, p).value * 1_000;
      expect(percentileOf(buckets, p)).toBeGreaterThanOrEqual(exactUs);
      expect(percentileOf(buckets, p)).toBeLessThanOrEqual(exactUs * (1 + 1 / 1_024));
    }
  });

  test("from the actual send the same run looks well: n 1000, mean 2.000, p99 1, max 1001 ms", async () => {
    const { samples } = await frozen();
    const sorted = toSorted([...samples.fromSendUs].map((us) => us / 1_000));
    expect(toDistribution(sorted)).toMatchObject({ n: 1_000, mean: 2, max: 1_001 });
    expect([0.5, 0.9, 0.95, 0.99].map((p) => toPercentile(sorted, p).value)).toEqual([1, 1, 1, 1]);
  });

  test("a closed client that skips its missed slots never sees it: 900 calls", async () => {
    const { samples } = await run({
      plan: { model: { kind: "closed", clients: 1, thinkMs: 9, think: "constant" }, seed: 3 },
      endOf: serial(1_000, { fromUs: 5e6, toUs: 6e6 }),
    });
    const sorted = toSorted([...samples.latencyUs].map((us) => us / 1_000));
    expect(Math.abs(sorted.length - 900)).toBeLessThanOrEqual(1);
    expect(toPercentile(sorted, 0.99).value).toBe(1);
    expect(sorted.at(-1)).toBeGreaterThan(990);
  });

  test("what waited for the one connection is counted as held back, and none is unsent", async () => {
    const { merged } = await frozen();
    // From 5.010 s until 111 calls later the backlog is gone.
    expect(merged.counts).toMatchObject({ due: 1_000, sent: 1_000, ok: 1_000, unsent: 0, heldBack: 111 });
  });
});

describe("open model", () => {
  test("a slow answer delays no later send: with room enough every call leaves when it was meant to", async () => {
    const { samples, sender, merged } = await run({ endOf: serial(1_000, { fromUs: 5e6, toUs: 6e6 }) });
    expect(samples.latencyUs).toEqual(samples.fromSendUs);
    expect(sender.sent.map(({ atUs }) => atUs - (sender.sent[0]?.atUs ?? 0))).toEqual(
      Array.from({ length: 1_000 }, (_, call) => call * 10_000),
    );
    expect(merged.lag).toMatchObject({ maxUs: 0, count: [1_000] });
    expect(sender.mostUnderWay).toBeGreaterThan(99);
  });

  test("what finds no place before the end is unsent, and due is the sum of all outcomes (I9)", async () => {
    // Ten a second are served, a hundred are due: 19 within 2 s, and the four under way then are waited for.
    const { merged } = await run({
      plan: { durationMs: 2_000, maxInFlight: 4 },
      endOf: serial(100_000),
    });
    const { due, sent, unsent, ok, error, timeout, cancelled, shed } = merged.counts;
    expect(due).toBe(200);
    expect(sent).toBe(23);
    expect(unsent).toBe(177);
    expect(ok + error + timeout + cancelled + shed + unsent).toBe(due);
  });

  test("Little's law holds over the whole run, to the microsecond (B7, I7)", async () => {
    const { merged } = await run({
      plan: { model: { kind: "open", ratePerSecond: 80, arrivals: "poisson" } },
      endOf: serial(10_000),
    });
    const sent = okLatencies(merged, "send");
    expect(merged.inFlightUs).toBe(sent.sumUs);
    expect(merged.phases.calls).toBe(merged.counts.ok);
    const { clientWaitUs, queueUs, executionUs, networkUs } = merged.phases;
    expect(clientWaitUs + queueUs + executionUs + networkUs).toBe(okLatencies(merged, "intended").sumUs);
  });

  test("the same seed fires the same times bit for bit, another seed others", async () => {
    const times = async (seed: number) => {
      const model = { kind: "open", ratePerSecond: 50, arrivals: "poisson" } as const;
      const { samples } = await run({ plan: { model, seed }, endOf: (sentUs) => sentUs + 1 });
      return samples.intendedUs;
    };
    expect(await times(5)).toEqual(await times(5));
    expect(await times(5)).not.toEqual(await times(6));
  });

  test("a stair of a step that still waits for answers ticks beside the next one", async () => {
    const { ticks } = await run({
      plan: {
        shape: { kind: "step", start: 20, levels: 2 },
        model: { kind: "open", ratePerSecond: 40, arrivals: "constant" },
        durationMs: 2_000,
      },
      endOf: (sentUs) => sentUs + 600_000,
    });
    const of = (level: number) => mergeTicks(ticks.filter((tick) => tick.level === level));
    expect([of(0).counts.ok, of(1).counts.ok]).toEqual([20, 40]);
    expect(of(0).spanUs).toBeGreaterThanOrEqual(1_550_000);
    const draining = ticks.filter((tick) => tick.level === 0 && tick.draining);
    expect(draining.reduce((sum, { counts }) => sum + (counts?.ok ?? 0), 0)).toBe(12);
    expect(draining.reduce((sum, { counts }) => sum + (counts?.due ?? 0), 0)).toBe(0);
  });

  test("a level of a sweep begins when nothing of the one before is under way", async () => {
    const { ticks, sender } = await run({
      plan: {
        shape: { kind: "sweep", start: 10, levels: 8 },
        model: { kind: "open", ratePerSecond: 80, arrivals: "constant" },
        durationMs: 8_000,
      },
      endOf: (sentUs) => sentUs + 300_000,
    });
    const perLevel = Array.from({ length: 8 }, (_, level) =>
      mergeTicks(ticks.filter((tick) => tick.level === level)),
    );
    expect(perLevel.map(({ counts }) => counts.due)).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
    expect(perLevel.map(({ counts }) => counts.ok)).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
    const firstOf = (level: number) => sender.sent[10 * ((level * (level + 1)) / 2)]?.atUs ?? 0;
    // A second of load, what was left of the answers, and the lead.
    expect(firstOf(1) - firstOf(0)).toBeGreaterThanOrEqual(1_200_000);
  });
});

describe("closed model", () => {
  test("N clients have at most N calls under way, and N = X · (R + Z)", async () => {
    const { merged, sender, ticks } = await run({
      plan: { model: { kind: "closed", clients: 8, thinkMs: 50, think: "exponential" } },
      endOf: serial(10_000),
    });
    expect(sender.mostUnderWay).toBeLessThanOrEqual(8);
    expect(merged.counts.due).toBe(merged.counts.ok);
    const window = mergeTicks(ticks.filter(({ draining }) => !draining));
    const cycles = okLatencies(window, "intended").sumUs + window.thinkUs;
    expect(Math.abs(cycles / window.spanUs / 8 - 1)).toBeLessThan(0.02);
  });

  test("clients without thinking call again in the moment of the answer", async () => {
    const { merged } = await run({
      plan: { model: { kind: "closed", clients: 2, thinkMs: 0, think: "constant" }, durationMs: 1_000 },
      endOf: (sentUs) => sentUs + 10_000,
    });
    expect(merged.counts).toMatchObject({ sent: 200, ok: 200, unsent: 0 });
    expect(merged.lag.maxUs).toBe(0);
  });

  test("a ramp of clients adds them one by one", async () => {
    const { samples } = await run({
      plan: {
        model: { kind: "closed", clients: 4, thinkMs: 0, think: "constant" },
        shape: { kind: "ramp", start: 1 },
        durationMs: 3_000,
      },
      endOf: (sentUs) => sentUs + 100_000,
    });
    const firstOf = (client: number) =>
      Math.min(...[...samples.intendedUs].filter((_, row) => samples.client[row] === client));
    expect([0, 1, 2].map(firstOf)).toEqual([0, 1e6, 2e6]);
  });
});

describe("stopping", () => {
  test("breaks off what is under way, counts it as cancelled and ends at once", async () => {
    const { over, merged, ticks, sender } = await run({
      endOf: (sentUs) => sentUs + 2e6,
      stopAtUs: 1_000_500,
    });
    expect(over).toEqual({ kind: "stopped" });
    expect(merged.counts).toMatchObject({ due: 101, sent: 101, cancelled: 101, ok: 0 });
    expect(ticks.at(-1)?.toUs).toBe(1_000_500);
    expect(sender.underWay).toBe(0);
    expect(merged.series.get(LoadOutcome.CANCELLED)?.send.sumUs).toBe(merged.inFlightUs);
  });

  test("ends a sweep between and within its levels", async () => {
    const { over, ticks } = await run({
      plan: { shape: { kind: "sweep", start: 10, levels: 8 }, durationMs: 8_000 },
      endOf: (sentUs) => sentUs + 1_000,
      stopAtUs: 2_500_000,
    });
    expect(over.kind).toBe("stopped");
    expect(Math.max(...ticks.map(({ level }) => level))).toBe(2);
  });

  test("too many bytes of answers stop the run", async () => {
    const { over, merged } = await run({ endOf: (sentUs) => sentUs + 1_000, maxResponseBytes: 500 });
    expect(over.kind).toBe("responseLimit");
    expect(merged.counts.ok).toBe(51);
  });
});

test("ticks come four times a second, in order, without a gap", async () => {
  const { ticks } = await run({ plan: { durationMs: 2_000 }, endOf: (sentUs) => sentUs + 1_000 });
  expect(ticks.map(({ sequence }) => sequence)).toEqual(ticks.map((_, at) => at));
  expect(ticks.slice(1).map(({ fromUs }) => fromUs)).toEqual(ticks.slice(0, -1).map(({ toUs }) => toUs));
  expect(ticks.slice(0, 8).map(({ toUs }) => toUs)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 8].map((at) => at * 250_000),
  );
});

test("above the limit the samples are a random choice of all calls, the counts keep all", async () => {
  const { samples, merged } = await run({
    plan: { durationMs: 20_000 },
    endOf: (sentUs) => sentUs + 1_000,
    maxSamples: 200,
  });
  expect(samples).toMatchObject({ length: 200, seen: 2_000 });
  expect(merged.counts.ok).toBe(2_000);
  // Every one as likely: their mean start is the middle of the run, ± 5 standard deviations.
  const mean = samples.intendedUs.reduce((sum, us) => sum + us / 200, 0);
  expect(Math.abs(mean / 10e6 - 1)).toBeLessThan(0.21);
  expect(new Set(samples.call).size).toBe(200);
});
