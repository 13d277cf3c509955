import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { LoadSummarySchema } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { universalScalability } from "#lib/theory/universal-scalability.ts";
import { firstPlan } from "./load-form.ts";
import { toLoadView } from "./load-view.ts";
import { scalingByClients, scalingByWorkers } from "./scaling-of.ts";
import { newVisitRun, type VisitRun } from "./visit-run.ts";

const closed: LoadPlan = {
  ...firstPlan,
  model: { kind: "closed", clients: 64, thinkMs: 0, think: "constant" },
  shape: { kind: "constant" },
};
const law = { lambda: 1000, alpha: 0.05, beta: 0.0005 };

function runOf(
  plan: LoadPlan,
  workers: number | null,
  levels: readonly (readonly [load: number, perSecond: number])[],
): VisitRun {
  const server = { workers, queueLimit: null, network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 } };
  const run = newVisitRun({ id: `r${workers}`, number: 1, target: "Greeter", plan, server });
  const summary = create(LoadSummarySchema, {
    levels: levels.map(([load, achievedPerSecond], index) => ({ index, load, achievedPerSecond })),
  });
  return { ...run, phase: { kind: "ended" }, load: { ...run.load, summary } };
}

const choice = { level: null, warmUpUs: null, timeouts: "without" } as const;
const viewOf = (run: VisitRun) => toLoadView(run, choice, "run");

describe("throughput by clients", () => {
  const sweep = { ...closed, shape: { kind: "sweep", start: 1, levels: 9 } } as const;
  const levels = [1, 2, 4, 8, 16, 24, 32, 48, 64].map((n) => [n, universalScalability(law, n)] as const);

  test("of a closed sweep is fitted, and finds the law that made it", () => {
    const model = scalingByClients(viewOf(runOf(sweep, 4, levels)));
    expect(model).toMatchObject({
      of: "clients",
      points: levels.map(([n, throughput]) => ({ n, throughput })),
    });
    if (model === null || !model.fit.ok) return expect.unreachable();
    expect(model.fit.value.alpha).toBeCloseTo(0.05, 9);
    expect(model.fit.value.peak).toBeCloseTo(43.59, 2);
  });

  test("leaves out levels at which nothing came through, and refuses a fit of five", () => {
    const model = scalingByClients(viewOf(runOf(sweep, 4, [...levels.slice(0, 5), [32, 0]])));
    expect(model?.points).toHaveLength(5);
    expect(model?.fit).toMatchObject({ ok: false, problem: { reason: "tooFewPoints", has: 5 } });
  });

  test("is no chart of an open load, nor of a load without levels", () => {
    expect(scalingByClients(viewOf(runOf(closed, 4, [[64, 100]])))).toBeNull();
    const open = { ...firstPlan, shape: { kind: "sweep", start: 1, levels: 8 } } as const;
    expect(scalingByClients(viewOf(runOf(open, 4, levels)))).toBeNull();
  });
});

describe("throughput by workers", () => {
  const runs = [8, 1, 2, 4].map((workers) => runOf(closed, workers, [[64, 10 * workers]]));
  const [shown] = runs;

  test("is that of the visit's runs which differ in their workers alone", () => {
    if (shown === undefined) return expect.unreachable();
    const others = [
      runOf({ ...closed, protocol: "grpc" }, 16, [[64, 160]]),
      runOf({ ...closed, model: { kind: "closed", clients: 3, thinkMs: 0, think: "constant" } }, 16, [
        [3, 1],
      ]),
      runOf(firstPlan, 16, [[64, 160]]),
      runOf(closed, null, [[64, 999]]),
    ];
    expect(scalingByWorkers(shown, [...runs, ...others])).toMatchObject({
      of: "workers",
      points: [1, 2, 4, 8].map((n) => ({ n, throughput: 10 * n })),
    });
  });

  test("is no chart of one number of workers", () => {
    if (shown === undefined) return expect.unreachable();
    expect(scalingByWorkers(shown, [shown, runOf(closed, 8, [[64, 82]])])).toBeNull();
    expect(scalingByWorkers(runOf(firstPlan, 8, [[64, 1]]), runs)).toBeNull();
  });
});
