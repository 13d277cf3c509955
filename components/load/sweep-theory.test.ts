import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { LoadLevelSchema } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadModel } from "#lib/load/load-plan.ts";
import { firstPlan } from "./load-form.ts";
import { sweepTheoryOf } from "./sweep-theory.ts";

/** Levels whose lightest one tells: 100 ms in each of 4 workers, and 10 ms elsewhere. */
function levels(loads: readonly number[]) {
  return loads.map((load, index) =>
    create(LoadLevelSchema, {
      ...{ index, load },
      utilisation: { workers: 4, replicas: 1, serviceUs: 100_000 * (1 + index) },
      phases: { calls: 10, networkUs: 100_000 },
    }),
  );
}

const planOf = (model: LoadModel) => ({ ...firstPlan, model });
const open = planOf({ kind: "open", ratePerSecond: 60, arrivals: "poisson" });
const closed = planOf({ kind: "closed", clients: 20, thinkMs: 490, think: "exponential" });

describe("the theory over a sweep", () => {
  test("of an open load is M/M/c up to capacity, with what a call takes outside the workers", () => {
    const theory = sweepTheoryOf(levels([10, 20, 30, 40, 50, 60]), open);
    expect(theory).toMatchObject({ kind: "erlangC", restUs: 10_000 });
    const points = theory?.points ?? [];
    for (const { achievedPerSecond } of points) expect(achievedPerSecond).toBeLessThan(40);
    expect(points.at(-1)?.achievedPerSecond).toBeCloseTo(39.8, 6);
    // F1: c = 4, ρ = 0.9 has p50 2.2545, p95 8.1655 and p99 12.1932 mean service times.
    const at90 = points.findIndex(({ achievedPerSecond }) => achievedPerSecond >= 36);
    const [below, above] = [points[at90 - 1], points[at90]];
    [2.2545, 8.1655, 12.1932].forEach((times, place) => {
      const us = 10_000 + times * 100_000;
      expect(below?.latencies[place]?.us).toBeLessThan(us);
      expect(above?.latencies[place]?.us).toBeGreaterThanOrEqual(us * 0.9999);
    });
  });

  test("of a closed loop is its mean at each number of clients; the rest of a call is time spent elsewhere", () => {
    const theory = sweepTheoryOf(levels([1, 10, 20]), closed);
    expect(theory?.kind).toBe("closedLoop");
    const at = (clients: number) => theory?.points.find(({ concurrency }) => concurrency === clients);
    // F2: Z = 5 service times (490 ms thought, 10 ms on the way), c = 4: N = 10 has X 1.662124, N = 20 R 1.319893.
    expect(at(10)?.achievedPerSecond).toBeCloseTo(16.62124, 4);
    expect(at(20)?.latencies).toEqual([{ p: null, us: expect.closeTo(10_000 + 131_989.3, 0) }]);
    expect(at(1)?.latencies[0]?.us).toBeCloseTo(110_000, 6);
  });

  test("has a point for each of a few clients, and not too many for a thousand", () => {
    const pointsFor = (most: number) => sweepTheoryOf(levels([most]), closed)?.points.length;
    expect([1, 3, 80].map(pointsFor)).toEqual([1, 3, 80]);
    expect(pointsFor(1_000)).toBeLessThanOrEqual(81);
  });

  test("is none where no reply told how long its handler ran", () => {
    const silent = create(LoadLevelSchema, { load: 5, utilisation: { workers: 4, replicas: 1 } });
    expect(sweepTheoryOf([silent], open)).toBeNull();
    expect(sweepTheoryOf([], open)).toBeNull();
  });
});
