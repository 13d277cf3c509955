import { describe, expect, test } from "vitest";
import { closedAsymptotes } from "./closed-asymptotes.ts";
import { closedLoop } from "./closed-loop.ts";

describe("a closed loop (F2), thinking for five service times", () => {
  test.each([
    [1, 1, "0.166667", "1.000000"],
    [1, 4, "0.601657", "1.648305"],
    [1, 8, "0.929952", "3.602593"],
    [1, 16, "0.999951", "11.000786"],
    [4, 10, "1.662124", "1.016398"],
    [4, 20, "3.164610", "1.319893"],
    [4, 50, "4.000000", "7.500001"],
  ])("with %i workers and %i clients: X = %s, R = %s", (workers, clients, x, r) => {
    const { throughput, response, utilisation } = closedLoop({ workers, clients, think: 5 });
    expect(throughput.toFixed(6)).toBe(x);
    expect(response.toFixed(6)).toBe(r);
    expect(utilisation).toBeCloseTo(throughput / workers, 12);
  });

  test("one worker: is what mean value analysis finds step by step", () => {
    // R = 1 + Q, X = N / (R + Z), Q = X·R.
    let queue = 0;
    for (let clients = 1; clients <= 60; clients++) {
      const response = 1 + queue;
      const throughput = clients / (response + 5);
      queue = throughput * response;
      expect(closedLoop({ clients, think: 5, workers: 1 }).throughput).toBeCloseTo(throughput, 10);
    }
  });

  test("never passes its asymptotes and obeys N = X(R + Z)", () => {
    for (const workers of [1, 3, 16]) {
      for (const think of [0, 0.5, 20]) {
        for (const clients of [1, 2, 17, 400]) {
          const { throughput, response } = closedLoop({ clients, think, workers });
          const { mostThroughput, leastResponse } = closedAsymptotes({ clients, think, workers });
          expect(throughput).toBeLessThanOrEqual(mostThroughput + 1e-9);
          expect(response).toBeGreaterThanOrEqual(leastResponse - 1e-9);
          expect(throughput * (response + think)).toBeCloseTo(clients, 9);
        }
      }
    }
  });

  test("bends at c(Z + 1) clients", () => {
    expect(closedAsymptotes({ clients: 1, think: 5, workers: 4 }).knee).toBe(24);
  });

  test("of ten thousand clients does not overflow", () => {
    expect(closedLoop({ clients: 10_000, think: 1e-3, workers: 4 }).throughput).toBeCloseTo(4, 12);
  });
});
