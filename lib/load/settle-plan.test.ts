import { describe, expect, test } from "vitest";
import { defaultLimits } from "#lib/limits.ts";
import { expectedCalls, type LoadPlan, levelLoads } from "./load-plan.ts";
import { fromPlanMessage, toPlanMessage } from "./plan-message.ts";
import { settlePlan } from "./settle-plan.ts";

const plan: LoadPlan = {
  ...{ deploymentId: "d", method: "a.B/C", messageJson: "{}", protocol: "connect", codec: "binary" },
  ...{ httpVersion: "2", model: { kind: "open", ratePerSecond: 100, arrivals: "poisson" } },
  ...{ shape: { kind: "constant" }, durationMs: 10_000, deadlineMs: 5_000, seed: 1, maxInFlight: 256 },
  connections: 1,
};
const settle = (changes: Partial<LoadPlan>) => settlePlan({ ...plan, ...changes }, defaultLimits);

describe("a plan is settled", () => {
  test("one that is within all limits stays as it is, without a word", () => {
    expect(settle({})).toEqual({ plan, notes: [] });
  });

  test.each<[string, Partial<LoadPlan>, Partial<LoadPlan>, readonly object[]]>([
    [
      "a rate above the limit is lowered",
      { model: { kind: "open", ratePerSecond: 5_000, arrivals: "constant" } },
      { model: { kind: "open", ratePerSecond: 1_000, arrivals: "constant" } },
      [{ reason: "VALUE_LOWERED", values: { field: "ratePerSecond", value: "1000", limit: "maxLoadRate" } }],
    ],
    [
      "no number at all is the least",
      { durationMs: Number.NaN },
      { durationMs: 500 },
      [
        { reason: "VALUE_RAISED", values: { field: "durationMs", value: "500" } },
        { reason: "FEW_CALLS", values: { calls: "50", needs: "368" } },
      ],
    ],
    [
      "gRPC has HTTP/2",
      { protocol: "grpc", httpVersion: "1.1" },
      { protocol: "grpc" },
      [{ reason: "HTTP2_NEEDED", values: {} }],
    ],
    [
      "HTTP/1.1 has a connection for every call under way",
      { httpVersion: "1.1", maxInFlight: 5_000 },
      { httpVersion: "1.1", maxInFlight: 256 },
      [
        {
          reason: "VALUE_LOWERED",
          values: { field: "maxInFlight", value: "256", limit: "maxLoadConnections" },
        },
      ],
    ],
    [
      "more calls than a run may make shorten it",
      { model: { kind: "open", ratePerSecond: 1_000, arrivals: "poisson" }, durationMs: 60_000 },
      { model: { kind: "open", ratePerSecond: 1_000, arrivals: "poisson" }, durationMs: 50_000 },
      [
        {
          reason: "DURATION_SHORTENED",
          values: { durationMs: "50000", limit: "maxLoadCalls", value: "50000" },
        },
      ],
    ],
    [
      "a sweep has eight levels, and begins below its end",
      { shape: { kind: "sweep", start: 200, levels: 3 } },
      { shape: { kind: "sweep", start: 100, levels: 8 } },
      [
        { reason: "VALUE_LOWERED", values: { field: "start", value: "100" } },
        { reason: "VALUE_RAISED", values: { field: "levels", value: "8" } },
      ],
    ],
    [
      "clients are whole, and at least one",
      { model: { kind: "closed", clients: 0.2, thinkMs: -5, think: "constant" } },
      { model: { kind: "closed", clients: 1, thinkMs: 0, think: "constant" } },
      [
        { reason: "VALUE_RAISED", values: { field: "clients", value: "1" } },
        { reason: "VALUE_RAISED", values: { field: "thinkMs", value: "0" } },
      ],
    ],
    [
      "a deadline is at most the platform's",
      { deadlineMs: 99_000 },
      { deadlineMs: 30_000 },
      [
        {
          reason: "VALUE_LOWERED",
          values: { field: "deadlineMs", value: "30000", limit: "unaryDeadlineMs" },
        },
      ],
    ],
  ])("%s", (_, wanted, settled, notes) => {
    expect(settle(wanted)).toEqual({ plan: { ...plan, ...settled }, notes });
    // The form settles while somebody types, the server once more.
    const again = settlePlan({ ...plan, ...settled }, defaultLimits);
    expect(again.plan).toEqual({ ...plan, ...settled });
    expect(again.notes.filter(({ reason }) => reason !== "FEW_CALLS")).toEqual([]);
  });
});

test("levels are equally far apart, clients whole, and end at the model's own number", () => {
  const sweep = { kind: "sweep", start: 1, levels: 8 } as const;
  expect(
    levelLoads({ model: { kind: "open", ratePerSecond: 71, arrivals: "constant" }, shape: sweep }),
  ).toEqual([1, 11, 21, 31, 41, 51, 61, 71]);
  expect(
    levelLoads({ model: { kind: "closed", clients: 20, thinkMs: 0, think: "constant" }, shape: sweep }),
  ).toEqual([1, 4, 6, 9, 12, 15, 17, 20]);
});

test("the calls an open plan means to make follow its shape; a closed one cannot say", () => {
  expect(expectedCalls(plan)).toBe(1_000);
  expect(expectedCalls({ ...plan, shape: { kind: "ramp", start: 0 } })).toBe(500);
  expect(expectedCalls({ ...plan, shape: { kind: "step", start: 50, levels: 2 } })).toBe(750);
  expect(
    expectedCalls({ ...plan, model: { kind: "closed", clients: 3, thinkMs: 0, think: "constant" } }),
  ).toBeNull();
});

describe("a plan travels", () => {
  test.each<[string, Partial<LoadPlan>]>([
    ["open, Poisson", {}],
    [
      "open, constant, JSON",
      { model: { kind: "open", ratePerSecond: 0.5, arrivals: "constant" }, codec: "json" },
    ],
    [
      "closed",
      { model: { kind: "closed", clients: 9, thinkMs: 12.5, think: "exponential" }, httpVersion: "1.1" },
    ],
    ["gRPC, sweep", { protocol: "grpc", shape: { kind: "sweep", start: 3.5, levels: 12 } }],
    ["gRPC-Web, ramp", { protocol: "grpc-web", shape: { kind: "ramp", start: 2 } }],
    ["step", { shape: { kind: "step", start: 2, levels: 5 } }],
  ])("and is the same afterwards: %s", (_, changes) => {
    const whole = { ...plan, ...changes };
    expect(fromPlanMessage(toPlanMessage(whole))).toEqual(whole);
  });

  test("with the usual values where nothing is said", () => {
    const { method, deploymentId } = plan;
    const said = toPlanMessage({
      ...plan,
      durationMs: 0,
      deadlineMs: Number.NaN,
      maxInFlight: -3,
      connections: 0,
    });
    expect(fromPlanMessage(said)).toMatchObject({
      ...{ method, deploymentId, durationMs: 10_000, deadlineMs: 5_000, maxInFlight: 256, connections: 1 },
    });
  });
});
