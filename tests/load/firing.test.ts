import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { Codec, Protocol, type ServerAttempt } from "#lib/gen/playground/v1/event_pb.ts";
import { LatencyStart, LawKind, LawVerdict, LoadEnd, LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { toSampleTable } from "#lib/load/load-samples.ts";
import { mergeTicks } from "#lib/load/merge-ticks.ts";
import { drawArrivals, type Segment, seedOf, toSegments } from "#lib/load/pacer.ts";
import { type LoadTarget, openTarget, planOf } from "./target.ts";

// Whole servers are started and stopped, perhaps on a machine that has other work.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let target: LoadTarget;
let id: string;
beforeAll(async () => {
  target = await openTarget();
  id = await target.deploy();
}, 60_000);
afterAll(() => target.stop());

/** What the deployment's record holds of a run: the newest state of every attempt. */
async function recordOf(runId: string, attempts: number): Promise<readonly ServerAttempt[]> {
  const api = createClient(
    DeploymentService,
    createConnectTransport({ baseUrl: target.url, httpVersion: "2" }),
  );
  const enough = new AbortController();
  const found = new Map<number, ServerAttempt>();
  for await (const { events } of api.watchDeployment({ id, runId }, { signal: enough.signal })) {
    for (const { event } of events)
      if (event.case === "attempt") found.set(event.value.sequence, event.value);
    if (found.size >= attempts && [...found.values()].every(({ code }) => code !== undefined)) break;
  }
  enough.abort();
  return [...found.values()];
}

/** 20 calls in half a second, patient enough for a busy machine. */
const twenty: Partial<LoadPlan> = {
  model: { kind: "open", ratePerSecond: 40, arrivals: "constant" },
  ...{ durationMs: 500, deadlineMs: 20_000 },
};

describe("every protocol, codec and HTTP version", () => {
  const ways = (["connect", "grpc-web", "grpc"] as const).flatMap((protocol) =>
    (["binary", "json"] as const).flatMap((codec) =>
      (protocol === "grpc" ? (["2"] as const) : (["1.1", "2"] as const)).map(
        (http) => [protocol, codec, http] as const,
      ),
    ),
  );
  const protocols = { connect: Protocol.CONNECT, "grpc-web": Protocol.GRPC_WEB, grpc: Protocol.GRPC };

  test.each(ways)(
    "%s in %s over HTTP/%s is answered, decoded and recorded like any call",
    async (protocol, codec, httpVersion) => {
      const runId = `way-${protocol}-${codec}-${httpVersion.replace(".", "")}`;
      const run = await target.fire(planOf(id, { ...twenty, protocol, codec, httpVersion }), { runId });
      expect(run.summary).toMatchObject({
        end: LoadEnd.COMPLETED,
        firstResponseJson: '{"greeting":"Hello, Ada"}',
        counts: { due: 20, sent: 20, ok: 20, error: 0, unsent: 0 },
        ...{ recordKept: 20, recordDropped: 0 },
      });
      const record = await recordOf(runId, 20);
      expect(record.map(({ call }) => call).sort((a, b) => a - b)).toEqual(
        Array.from({ length: 20 }, (_, call) => call),
      );
      for (const attempt of record) {
        expect(attempt).toMatchObject({
          code: 0,
          runId,
          method: "target.v1.Target/Wait",
          protocol: protocols[protocol],
        });
        expect(attempt.codec).toBe(codec === "json" ? Codec.JSON : Codec.BINARY);
        expect(attempt.httpVersion).toBe(httpVersion === "2" ? "2.0" : "1.1");
      }
    },
  );
});

describe("calibration (B6): a handler that waits 20 ms", () => {
  test("every call is counted once, none is shorter than the wait, and the phases add up to the latencies", async () => {
    const plan = planOf(id, {
      messageJson: '{"ms":20}',
      deadlineMs: 20_000,
      httpVersion: "2",
      durationMs: 2_000,
    });
    const run = await target.fire(plan);
    const samples = toSampleTable(run.ticks);
    const merged = mergeTicks(run.ticks);
    expect(run.summary?.counts).toMatchObject({ due: 100, sent: 100, ok: 100 });
    expect(samples).toMatchObject({ length: 100, seen: 100 });
    // Timers of the isolate are whole milliseconds.
    expect(Math.min(...samples.fromSendUs)).toBeGreaterThanOrEqual(19_000);
    expect(Math.min(...samples.executionUs)).toBeGreaterThanOrEqual(19_000);
    expect(Math.min(...samples.fromSendUs)).toBeLessThan(200_000);
    const { calls, clientWaitUs, queueUs, executionUs, networkUs } = merged.phases;
    expect(calls).toBe(100);
    const latencies = samples.latencyUs.reduce((sum, us) => sum + us, 0);
    expect(clientWaitUs + queueUs + executionUs + networkUs).toBe(latencies);
    expect(merged.series.get(LoadOutcome.OK)?.intended.sumUs).toBe(latencies);
    expect(run.summary?.levels[0]?.law).toMatchObject({ kind: LawKind.LITTLE, verdict: LawVerdict.HOLDS });
  });

  test("the calls are intended exactly when the plan drew them", async () => {
    const plan = planOf(id, {
      ...twenty,
      model: { kind: "open", ratePerSecond: 60, arrivals: "poisson" },
      seed: 77,
    });
    const [segment] = toSegments(plan);
    const drawn = drawArrivals(segment as Segment, "poisson", seedOf(77, 0)).map(
      ({ intendedUs }) => intendedUs,
    );
    for (const _ of [1, 2]) {
      const samples = toSampleTable((await target.fire(plan)).ticks);
      const byCall = [...samples.call].map((call, row) => [call, samples.intendedUs[row] ?? 0] as const);
      expect(byCall.sort(([a], [b]) => a - b).map(([, us]) => us)).toEqual(drawn);
    }
  });
});

describe("the closed model", () => {
  test("clients wait for their answers: N = X · (R + Z), or too short to tell on a machine that is busy", async () => {
    const plan = planOf(id, {
      ...{ messageJson: '{"ms":10}', deadlineMs: 20_000, durationMs: 3_000, httpVersion: "2" },
      model: { kind: "closed", clients: 5, thinkMs: 20, think: "exponential" },
    });
    const run = await target.fire(plan);
    const law = run.summary?.levels[0]?.law;
    expect(law).toMatchObject({ kind: LawKind.CLOSED, left: 5 });
    expect([LawVerdict.HOLDS, LawVerdict.TOO_SHORT]).toContain(law?.verdict);
    expect(Math.max(...run.ticks.map(({ inFlight }) => inFlight))).toBeLessThanOrEqual(5);
    expect(new Set(toSampleTable(run.ticks).client).size).toBe(5);
  });
});

describe("outcomes are series of their own", () => {
  test("a handler's error keeps its code and its words", async () => {
    const { summary, ticks } = await target.fire(
      planOf(id, { ...twenty, messageJson: '{"fail":true,"name":"Bob"}' }),
    );
    expect(summary?.counts).toMatchObject({ due: 20, ok: 0, error: 20 });
    expect(summary).toMatchObject({
      firstError: { code: 9, reason: "" },
      firstErrorMessage: "not today, Bob",
    });
    expect(mergeTicks(ticks).codes).toEqual([{ code: 9, reason: "", count: 20 }]);
    expect(summary?.levels[0]?.latencies).toEqual([]);
  });

  test.each([
    ["connect", "1.1"],
    ["grpc", "2"],
  ] as const)(
    "over %s a deadline of 150 ms ends calls that take 5 s, and no sooner",
    async (protocol, httpVersion) => {
      const plan = planOf(id, {
        ...{ protocol, httpVersion, messageJson: '{"ms":5000}', deadlineMs: 150, durationMs: 500 },
        model: { kind: "open", ratePerSecond: 10, arrivals: "constant" },
      });
      const { summary, ticks } = await target.fire(plan);
      expect(summary?.counts).toMatchObject({ due: 5, timeout: 5 });
      expect(Math.min(...toSampleTable(ticks).fromSendUs)).toBeGreaterThanOrEqual(149_000);
      expect(mergeTicks(ticks).codes).toEqual([{ code: 4, reason: "", count: 5 }]);
    },
  );

  test.each([
    ["connect", "1.1"],
    ["grpc-web", "1.1"],
    ["grpc", "2"],
  ] as const)(
    "over %s a full queue sheds: those calls are no errors of the handler",
    async (protocol, httpVersion) => {
      const crowded = await target.deploy({ workers: 1, queueLimit: 1 });
      const plan = planOf(crowded, { ...twenty, protocol, httpVersion, messageJson: '{"ms":400}' });
      const { summary, ticks, started } = await target.fire(plan);
      const { ok = 0, shed = 0, error } = summary?.counts ?? {};
      expect(ok + shed).toBe(20);
      expect(shed).toBeGreaterThan(5);
      expect(ok).toBeGreaterThan(0);
      expect(error).toBe(0);
      expect(mergeTicks(ticks).codes).toEqual([{ code: 8, reason: "QUEUE_LIMIT", count: shed }]);
      expect(started).toMatchObject({ workers: 1, workersSet: true, replicas: 1 });
    },
  );

  test("more load than the workers can serve is named: ρ ≥ 1, unstable, and what was never sent is unsent", async () => {
    const slow = await target.deploy({ workers: 1 });
    const plan = planOf(slow, {
      ...{ messageJson: '{"ms":100}', durationMs: 2_000, deadlineMs: 20_000, maxInFlight: 3 },
      model: { kind: "open", ratePerSecond: 50, arrivals: "constant" },
    });
    const { summary } = await target.fire(plan);
    const { due, sent = 0, unsent = 0, ok } = summary?.counts ?? {};
    expect(due).toBe(100);
    expect(sent + unsent).toBe(100);
    expect(ok).toBe(sent);
    expect(unsent).toBeGreaterThan(50);
    expect(summary?.levels[0]?.utilisation?.unstable).toBe(true);
    expect(summary?.levels[0]?.utilisation?.rho).toBeGreaterThan(2);
    const [intended, send] = summary?.levels[0]?.latencies ?? [];
    expect([intended?.start, send?.start]).toEqual([LatencyStart.INTENDED, LatencyStart.SEND]);
    expect(intended?.meanUs).toBeGreaterThan(send?.meanUs ?? 0);
  });
});

describe("shapes", () => {
  test("a sweep measures eight levels one after the other, each with numbers of its own", async () => {
    const plan = planOf(id, {
      ...{ durationMs: 2_400, deadlineMs: 20_000, httpVersion: "2" },
      model: { kind: "open", ratePerSecond: 80, arrivals: "constant" },
      shape: { kind: "sweep", start: 10, levels: 8 },
    });
    const { summary, started } = await target.fire(plan);
    expect(started?.levels).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
    expect(summary?.levels.map(({ load, counts }) => [load, counts?.due])).toEqual([
      [10, 3],
      [20, 6],
      [30, 9],
      [40, 12],
      [50, 15],
      [60, 18],
      [70, 21],
      [80, 24],
    ]);
    const levels = summary?.levels ?? [];
    for (const [at, level] of levels.entries()) {
      expect(level.counts?.ok).toBe(level.counts?.due);
      expect(level.fromUs).toBeGreaterThanOrEqual(levels[at - 1]?.toUs ?? 0);
    }
  });
});
