import { describe, expect, test } from "vitest";
import { createRandom } from "#lib/random.ts";
import { normal } from "#lib/statistics/normal.ts";
import { fitCommunication, type SizeAndLatency } from "./communication-fit.ts";

const sizes = Array.from({ length: 10 }, (_, index) => 64 * 4 ** index);

/** 20 ms and 1 MB/s (1 µs a byte) by default, errors of e^N(0, s). */
function measured(s: number, seed: number, usPerByte = 1, fixedUs = 20_000): readonly SizeAndLatency[] {
  const random = createRandom(seed);
  return sizes.map((bytes) => ({ bytes, us: (fixedUs + usPerByte * bytes) * Math.exp(s * normal(random)) }));
}

const fitOf = (points: readonly SizeAndLatency[]) => {
  const fit = fitCommunication(points, { resamples: 500 });
  return fit.ok ? fit.value : expect.fail();
};

describe("the cost of communication (G8)", () => {
  test("without noise is taken apart exactly", () => {
    const { fixedUs, bandwidth, pattern } = fitOf(measured(0, 1));
    expect(fixedUs.value).toBeCloseTo(20_000, 4);
    expect(bandwidth).toMatchObject({ kind: "measured" });
    if (bandwidth.kind === "measured") expect(bandwidth.bytesPerSecond.value).toBeCloseTo(1e6, 2);
    expect(pattern).toBeNull();
  });

  test("covers the true fixed cost and bandwidth in about 95 of 100 measurements", () => {
    const hits = { fixed: 0, bandwidth: 0 };
    for (let seed = 0; seed < 300; seed++) {
      const { fixedUs, bandwidth } = fitOf(measured(0.05, seed));
      if (fixedUs.lower <= 20_000 && fixedUs.upper >= 20_000) hits.fixed++;
      if (bandwidth.kind !== "measured") continue;
      const { lower, value, upper } = bandwidth.bytesPerSecond;
      expect(lower).toBeLessThanOrEqual(value);
      expect(value).toBeLessThanOrEqual(upper);
      if (lower <= 1e6 && upper >= 1e6) hits.bandwidth++;
    }
    expect(hits.fixed).toBeGreaterThan(270);
    expect(hits.bandwidth).toBeGreaterThan(270);
  });

  test("knows no bandwidth when time does not grow with the bytes, save in a few of 100 measurements", () => {
    let claimed = 0;
    for (let seed = 0; seed < 300; seed++) {
      const { bandwidth } = fitOf(measured(0.05, seed, 0));
      if (bandwidth.kind === "measured") claimed++;
      else expect(bandwidth.atLeastBytesPerSecond).toBeGreaterThan(0);
    }
    expect(claimed).toBeLessThanOrEqual(300 * 0.06);
  });

  test("whose time rises in steps is not called a line", () => {
    const points = sizes.map((bytes) => ({
      bytes,
      us: 20_000 * Math.max(1, Math.ceil(Math.log2(bytes / 14_000)) * 3),
    }));
    expect(fitOf(points).pattern).not.toBeNull();
  });

  test("needs five sizes and positive times", () => {
    expect(fitCommunication(measured(0, 1).slice(0, 4))).toEqual({
      ok: false,
      problem: { reason: "tooFewSizes", has: 4, needs: 5 },
    });
    expect(fitCommunication([...measured(0, 1), { bytes: 5, us: 0 }])).toEqual({
      ok: false,
      problem: { reason: "notPositive", bytes: 5 },
    });
  });

  test("of an empty message is allowed: 0 bytes", () => {
    expect(fitCommunication([{ bytes: 0, us: 20_000 }, ...measured(0.01, 2)]).ok).toBe(true);
  });
});
