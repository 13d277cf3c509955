import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeWire } from "#lib/cost/judge-wire.ts";
import { measureWire, type WireAsk, type WireProgress } from "#lib/cost/measure-wire.ts";
import { fitCommunication } from "#lib/fit/communication-fit.ts";
import { defaultLimits } from "#lib/limits.ts";
import { openRunner, type Runner } from "#scripts/lesson/open-runner.ts";
import { jobsOn, readComplexity } from "./cost-server.ts";

let runner: Runner;
beforeAll(async () => {
  runner = await openRunner();
}, 60_000);
afterAll(() => runner?.stop());

const target = {
  method: "complexity.v1.Growth/Store",
  protoPath: "complexity.proto",
  messageJson: "{}",
  field: { name: "text", kind: "text", largest: 2 ** 20 },
} as const;

async function measure(ask: Partial<WireAsk>) {
  let progress: WireProgress | null = null;
  const whole: WireAsk = {
    target,
    from: 64,
    to: 65_536,
    protocols: ["connect"],
    codecs: ["binary"],
    gzip: false,
    network: { delayMs: 5, jitterMs: 0, bandwidthKbps: 4_000 },
    budgetMs: 20_000,
    seed: 3,
    limits: defaultLimits,
    ...ask,
  };
  const end = await measureWire(whole, {
    run: jobsOn(runner.run, readComplexity()),
    nowMs: () => performance.now(),
    isStopped: () => false,
    onProgress(so) {
      progress = so;
    },
  });
  if (progress === null) throw new Error("nothing was told");
  const { samples } = progress as WireProgress;
  return { end, samples, series: judgeWire(samples, 1) };
}

test("delay and bandwidth of the emulated network are found again: fixed + bytes / bandwidth", async () => {
  const { end, series } = await measure({});
  expect(end).toEqual({ kind: "done" });
  const [line] = series;
  if (line === undefined || !line.fit.ok) throw new Error("no line");
  const points = line.points.map(({ bytes, leastUs: us }) => ({ bytes, us }));
  // Nothing is quicker than the network allows: 5 ms each way, and 4 Mbit/s, that is 2 µs a byte.
  for (const { bytes, us } of points) expect(us).toBeGreaterThan(10_000 + 1.9 * bytes);
  // Of the calls that were disturbed least, the line is that of the network; what the machine takes comes on top.
  const least = fitCommunication(points, { seed: 1 });
  if (!least.ok || least.value.bandwidth.kind !== "measured") throw new Error("bandwidth was not found");
  const { fixedUs, bandwidth } = least.value;
  expect(fixedUs.value).toBeGreaterThan(9_000);
  expect(bandwidth.bytesPerSecond.value).toBeGreaterThan(200_000);
  expect(bandwidth.bytesPerSecond.value).toBeLessThan(900_000);
}, 45_000);

test("the same text in each encoding: bytes are counted as they were on the wire", async () => {
  const { series } = await measure({
    codecs: ["binary", "json"],
    gzip: true,
    network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
  });
  expect(series.map(({ id }) => id).sort()).toEqual([
    "connect binary",
    "connect binary gzip",
    "connect json",
    "connect json gzip",
  ]);
  const largest = (id: string) => series.find((each) => each.id === id)?.points.at(-1);
  const plain = largest("connect binary");
  // Tag, length (3 bytes) and the text itself.
  expect(plain?.requestBytes).toBe(65_536 + 4);
  // {"text":"…"}
  expect(largest("connect json")?.requestBytes).toBe(65_536 + 11);
  expect(largest("connect binary gzip")?.requestBytes).toBeLessThan(65_536 / 2);
  expect(series.every(({ points }) => points.length >= 5)).toBe(true);
}, 45_000);
