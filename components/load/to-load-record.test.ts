import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import {
  LoadOutcome,
  LoadSamplesSchema,
  LoadStartedSchema,
  LoadTickSchema,
  RunLoadResponseSchema,
} from "#lib/gen/playground/v1/load_pb.ts";
import { unknownUs } from "#lib/load/load-samples.ts";
import { meanByPhase } from "#lib/statistics/mean-by-phase.ts";
import { orderRows, timeOf } from "./load-call-rows.ts";
import { firstPlan } from "./load-form.ts";
import { toLoadModels, toLoadView } from "./load-view.ts";
import { littleOf } from "./run-shares.ts";
import { toLoadRecord } from "./to-load-record.ts";
import { foldVisitRun, newVisitRun, type VisitRun } from "./visit-run.ts";

type Call = {
  readonly intendedUs: number;
  readonly latencyUs: number;
  readonly fromSendUs: number;
  readonly outcome?: LoadOutcome;
  readonly code?: number;
  readonly queueUs?: number;
  readonly executionUs?: number;
};

const server = { workers: 10, queueLimit: null, network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 } };

function runOf(calls: readonly Call[]): VisitRun {
  const run = newVisitRun({ id: "r", number: 1, target: "Greeter", plan: firstPlan, server });
  const samples = create(LoadSamplesSchema, {
    slot: calls.map((_, index) => index),
    call: calls.map((_, index) => index),
    intendedUs: calls.map(({ intendedUs }) => intendedUs),
    latencyUs: calls.map(({ latencyUs }) => latencyUs),
    fromSendUs: calls.map(({ fromSendUs }) => fromSendUs),
    outcome: calls.map(({ outcome = LoadOutcome.OK }) => outcome),
    code: calls.map(({ code = 0 }) => code),
    queueUs: calls.map(({ queueUs = unknownUs }) => queueUs),
    executionUs: calls.map(({ executionUs = unknownUs }) => executionUs),
    client: calls.map(() => 0),
    level: calls.map(() => 0),
    seen: calls.length,
  });
  const events = [
    { case: "started" as const, value: create(LoadStartedSchema, { zeroUnixMs: 5 }) },
    { case: "tick" as const, value: create(LoadTickSchema, { fromUs: 0, toUs: 250_000, samples }) },
  ];
  return events.reduce((state, event) => foldVisitRun(state, create(RunLoadResponseSchema, { event })), run);
}

const told: Call = {
  intendedUs: 1_000,
  latencyUs: 12_000,
  fromSendUs: 10_000,
  queueUs: 3_000,
  executionUs: 5_000,
};

describe("a load run as a record", () => {
  test("keeps queue and execution as told, and marks the stamps that are only shared out", () => {
    const { attempts } = toLoadRecord(runOf([told]), "A run").record;
    expect([attempts.sent[0], attempts.arrived[0], attempts.started[0], attempts.ended[0]]).toEqual([
      3_000, 4_000, 7_000, 12_000,
    ]);
    expect(attempts.resumed[0]).toBe(13_000);
    expect((attempts.flags[0] ?? 0) & 16).toBe(16);
    const mean = meanByPhase(attempts, [0]);
    expect(mean?.phases.reduce((sum, { meanUs }) => sum + meanUs, 0)).toBe(12_000);
  });

  test("invents no server stamps where the reply told none, or told more than passed", () => {
    const calls = [
      { ...told, queueUs: unknownUs },
      { ...told, queueUs: 9_000 },
    ];
    const { attempts } = toLoadRecord(runOf(calls), "A run").record;
    expect([attempts.arrived[0], attempts.arrived[1]]).toEqual([0xffff_ffff, 0xffff_ffff]);
  });

  test("keeps outcomes apart: only what succeeded has a percentile", () => {
    const run = runOf([
      told,
      { ...told, outcome: LoadOutcome.TIMEOUT, code: 4 },
      { ...told, outcome: LoadOutcome.SHED, code: 8 },
      { ...told, outcome: LoadOutcome.ERROR, code: 13 },
    ]);
    const view = toLoadView(run, { level: null, warmUpUs: null, timeouts: "without" }, "A run");
    const [a] = toLoadModels([view], "without").counted.runs;
    expect(a?.series.counts).toEqual({ ok: 1, failed: 1, timeout: 1, cancelled: 0, shed: 1 });
    expect([...(a?.sorted ?? [])]).toEqual([12_000]);
    expect([...(a?.fromSend ?? [])]).toEqual([10_000]);
  });

  test("leaves what began during the warm-up out of the figures, and in the charts over time", () => {
    const run = runOf([told, { ...told, intendedUs: 50_000 }]);
    const view = toLoadView(run, { level: null, warmUpUs: 20_000, timeouts: "without" }, "A run");
    const { counted, whole } = toLoadModels([view], "without");
    expect([counted.runs[0]?.points.length, whole.runs[0]?.points.length]).toEqual([1, 2]);
  });

  test("obeys Little's law from its first call to its last", () => {
    const calls = Array.from({ length: 200 }, (_, index) => ({ ...told, intendedUs: 1_000 * index }));
    const view = toLoadView(runOf(calls), { level: null, warmUpUs: null, timeouts: "without" }, "A run");
    expect(Math.abs(littleOf(view).difference ?? 1)).toBeLessThan(1e-9);
  });

  test("lists calls in any order, those that do not tell a value last", () => {
    const { samples } = toLoadRecord(
      runOf([
        { ...told, queueUs: 9 },
        { ...told, queueUs: unknownUs },
        { ...told, queueUs: 4 },
      ]),
      "A run",
    );
    expect(orderRows(samples, null, { column: "queue", isDescending: false })).toEqual([2, 0, 1]);
    expect(orderRows(samples, null, { column: "queue", isDescending: true })).toEqual([0, 2, 1]);
    expect(orderRows(samples, new Set([1]), { column: "call", isDescending: false })).toEqual([1]);
    expect(timeOf(samples, 0, "network")).toBe(10_000 - 9 - 5_000);
  });
});
