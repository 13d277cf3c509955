import { describe, expect, test } from "vitest";
import { type LatencyPercentile, LatencyStart, type LoadTick } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { noEnding, summariseLoad } from "#lib/load/summarise-load.ts";
import { createRandom, type Random } from "#lib/random.ts";
import { LoadMeter } from "./load-meter.ts";
import { runLoad } from "./run-load.ts";
import { TestAgenda } from "./test-agenda.ts";
import { TestSender } from "./test-sender.ts";

const calls = 500;
const plan: LoadPlan = {
  ...{ deploymentId: "d", method: "a.B/C", messageJson: "", protocol: "connect", codec: "binary" },
  ...{ httpVersion: "1.1", model: { kind: "open", ratePerSecond: 100, arrivals: "constant" } },
  ...{ shape: { kind: "constant" }, durationMs: 10 * calls, deadlineMs: 5_000, seed: 1, maxInFlight: 1_000 },
  connections: 1,
};

/** What the page shows of a server whose every call takes a draw of `drawUs`, and waits for nobody. */
async function percentilesOf(
  drawUs: (random: Random) => number,
  seed: number,
): Promise<readonly LatencyPercentile[]> {
  const agenda = new TestAgenda();
  const random = createRandom(seed);
  const ticks: LoadTick[] = [];
  await agenda.until(
    runLoad({
      ...{ plan, agenda, maxResponseBytes: 1e9, signal: new AbortController().signal },
      sender: new TestSender(agenda, (sentUs) => sentUs + drawUs(random)),
      meter: new LoadMeter(200_000, createRandom(1)),
      ...{ began: () => {}, tell: (tick: LoadTick) => void ticks.push(tick), heard: () => {} },
    }),
  );
  const [level] = summariseLoad(plan, { workers: 1_000, replicas: 1 }, ticks, noEnding).levels;
  return level?.latencies.find(({ start }) => start === LatencyStart.INTENDED)?.percentiles ?? [];
}

const wanted = [0.5, 0.9, 0.99] as const;

describe("a server whose latencies are known is reproduced", () => {
  test("constant: every percentile and its interval is the constant", async () => {
    const found = await percentilesOf(() => 20_000, 1);
    for (const p of wanted) {
      const { valueUs, lowerUs, upperUs } = found.find((each) => each.p === p) ?? {};
      expect({ p, valueUs, lowerUs, upperUs: upperUs ?? 20_000 }).toEqual({
        ...{ p, valueUs: 20_000, lowerUs: 20_000, upperUs: 20_000 },
      });
    }
  });

  const exponential = (random: Random) => Math.round(-10_000 * Math.log(1 - random.next()));
  const bimodal = (random: Random) => {
    const [slow, at] = [random.next() >= 0.85, random.next()];
    return Math.round(slow ? 60_000 + 20_000 * at : 5_000 + 2_000 * at);
  };
  test.each([
    // −m ln(1 − p).
    ["exponential", exponential, (p: number) => -10_000 * Math.log(1 - p)],
    // 85 of 100 between 5 and 7 ms, the others between 60 and 80 ms.
    [
      "bimodal",
      bimodal,
      (p: number) => (p < 0.85 ? 5_000 + (2_000 * p) / 0.85 : 60_000 + (20_000 * (p - 0.85)) / 0.15),
    ],
  ] as const)(
    "%s: its p50, p90 and p99 lie in the interval on show in 95 of 100 runs",
    async (_, drawUs, truthUs) => {
      const runs = 60;
      const hits = new Map<number, number>();
      for (let seed = 1; seed <= runs; seed++) {
        const found = await percentilesOf(drawUs, seed);
        for (const p of wanted) {
          const { lowerUs = 0, upperUs = Number.POSITIVE_INFINITY } =
            found.find((each) => each.p === p) ?? {};
          // Buckets and draws are whole µs.
          if (lowerUs - 1 <= truthUs(p) && truthUs(p) <= upperUs + 1) hits.set(p, (hits.get(p) ?? 0) + 1);
        }
      }
      // Fewer than 51 of 60 at 95 % each: less than one in a thousand.
      for (const p of wanted) expect(hits.get(p)).toBeGreaterThanOrEqual(51);
      const all = [...hits.values()].reduce((sum, count) => sum + count, 0);
      expect(all / (runs * wanted.length)).toBeGreaterThan(0.92);
    },
  );
});
