import { describe, expect, test } from "vitest";
import { type RunFacts, theoryModels, validityLights } from "./validity-lights.ts";

const exactly = (value: number) => ({ value, lower: value, upper: value });
const good: RunFacts = {
  utilisation: 0.8,
  dispersion: exactly(1),
  serviceC2: exactly(1),
  inOrder: { judged: 500, overtook: 0 },
  thirds: { first: 10, last: 11, difference: 1, lower: -1, upper: 3, steady: true },
};
const lightOf = (facts: Partial<RunFacts>, assumption: string) =>
  validityLights("erlangC", { ...good, ...facts }).find((light) => light.assumption === assumption);

describe("validity lights", () => {
  test("are all green for a run that keeps what the model assumes", () => {
    for (const model of theoryModels) {
      const lights = validityLights(model, good);
      expect(lights.length).toBeGreaterThan(0);
      for (const light of lights) expect(light).toMatchObject({ holds: true, direction: null });
    }
  });

  test("say that the real wait is lower when service times vary less than exponential ones", () => {
    expect(lightOf({ serviceC2: { value: 0.2, lower: 0.1, upper: 0.4 } }, "exponentialService")).toEqual({
      assumption: "exponentialService",
      holds: false,
      measured: 0.2,
      direction: "realIsLower",
    });
    expect(lightOf({ serviceC2: exactly(4) }, "exponentialService")?.direction).toBe("realIsHigher");
  });

  test("judge arrivals by the band from 0.8 to 1.25", () => {
    const of = (value: number) => lightOf({ dispersion: exactly(value) }, "poissonArrivals")?.holds;
    expect([0.79, 0.8, 1.25, 1.26].map(of)).toEqual([false, true, true, false]);
  });

  test("are neither red nor green where the interval reaches into the band", () => {
    const light = lightOf({ dispersion: { value: 1.4, lower: 1.1, upper: 1.8 } }, "poissonArrivals");
    expect(light).toMatchObject({ holds: null, measured: 1.4, direction: null });
  });

  test("name overload, another order and a run that changes", () => {
    expect(lightOf({ utilisation: 1 }, "belowCapacity")).toMatchObject({
      holds: false,
      direction: "realIsHigher",
    });
    expect(lightOf({ inOrder: { judged: 500, overtook: 100 } }, "inOrder")).toMatchObject({
      ...{ holds: false, measured: 0.2, direction: "tailIsHigher" },
    });
    const thirds = { first: 10, last: 30, difference: 20, lower: 15, upper: 25, steady: false };
    expect(lightOf({ thirds }, "steady")).toMatchObject({ holds: false, measured: 3, direction: "either" });
  });

  test("stay dark for what was not measured", () => {
    const nothing: RunFacts = {
      utilisation: null,
      dispersion: null,
      serviceC2: null,
      inOrder: null,
      thirds: null,
    };
    for (const light of validityLights("erlangC", nothing)) {
      expect(light).toMatchObject({ holds: null, measured: null, direction: null });
    }
  });

  test("do not tell the order of a queue in which hardly anybody waited", () => {
    const of = (judged: number, overtook: number) =>
      lightOf({ inOrder: { judged, overtook } }, "inOrder")?.holds;
    expect([of(0, 0), of(19, 19), of(20, 1), of(200, 2)]).toEqual([null, null, false, true]);
  });

  test("show only what the model assumes", () => {
    const names = (model: (typeof theoryModels)[number]) =>
      validityLights(model, good).map(({ assumption }) => assumption);
    expect(names("pollaczekKhinchine")).not.toContain("exponentialService");
    expect(names("closedLoop")).not.toContain("poissonArrivals");
    expect(names("universalScalability")).toEqual(["steady"]);
  });
});
