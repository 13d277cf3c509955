import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { LatencyStart } from "#lib/gen/playground/v1/load_pb.ts";
import { toSampleTable } from "#lib/load/load-samples.ts";
import { type LoadTarget, openTarget, planOf } from "./target.ts";

// Whole servers are started and stopped, perhaps on a machine that has other work.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

/** Of every ten calls nine sleep 20 ms and one sleeps 200 ms, in a fixed order. */
const bimodalServer = `import type { ConnectRouter } from "@connectrpc/connect";
import { Target } from "./gen/target_pb";
let count = 0;
export default (router: ConnectRouter) =>
  router.service(Target, {
    async wait() {
      const ms = count++ % 10 === 7 ? 200 : 20;
      await new Promise((resolve) => setTimeout(resolve, ms));
      return { greeting: String(ms) };
    },
  });
`;

let target: LoadTarget;
beforeAll(async () => {
  target = await openTarget();
}, 60_000);
afterAll(() => target.stop());

test.each([
  ["connect", "1.1"],
  ["grpc", "2"],
] as const)(
  "a handler with two known times is reproduced over %s: none is quicker, and one call in ten is slow",
  async (protocol, httpVersion) => {
    const id = await target.deploy({ workers: 64 }, bimodalServer);
    const plan = planOf(id, {
      ...{ protocol, httpVersion, durationMs: 4_000, deadlineMs: 20_000 },
      model: { kind: "open", ratePerSecond: 50, arrivals: "constant" },
    });
    const { summary, ticks } = await target.fire(plan);
    expect(summary?.counts).toMatchObject({ due: 200, ok: 200 });
    const samples = toSampleTable(ticks);
    // Timers of the isolate are whole milliseconds.
    expect(Math.min(...samples.fromSendUs)).toBeGreaterThanOrEqual(19_000);
    const slow = samples.executionUs.filter((us) => us >= 199_000).length;
    // 20 were made slow; a machine that has other work may delay some more, and can hasten none.
    expect(slow).toBeGreaterThanOrEqual(20);
    expect(slow).toBeLessThan(150);
    const fromSend = summary?.levels[0]?.latencies.find(({ start }) => start === LatencyStart.SEND);
    const at = (p: number) => fromSend?.percentiles.find((each) => each.p === p);
    expect(at(0.5)?.valueUs).toBeGreaterThanOrEqual(19_000);
    expect(at(0.99)?.valueUs).toBeGreaterThanOrEqual(199_000);
    // The slot of each call travels too.
    expect(Math.max(...samples.worker)).toBeLessThan(64);
  },
);
