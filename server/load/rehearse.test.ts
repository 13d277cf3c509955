import { expect, test, vi } from "vitest";
import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { AlarmAgenda } from "./agenda.ts";
import { LoadMeter } from "./load-meter.ts";
import { rehearse } from "./rehearse.ts";

test.each([
  ["connect", "1.1"],
  ["connect", "2"],
  ["grpc-web", "1.1"],
  ["grpc", "2"],
] as const)(
  "a rehearsal over %s and HTTP/%s makes calls that are answered, and says how long one takes",
  async (protocol, httpVersion) => {
    const plan: LoadPlan = {
      ...{ deploymentId: "d", method: "a.B/C", messageJson: "", protocol, codec: "binary", httpVersion },
      ...{
        model: { kind: "open", ratePerSecond: 1, arrivals: "poisson" },
        shape: { kind: "sweep", start: 1, levels: 8 },
      },
      ...{ durationMs: 60_000, deadlineMs: 1, seed: 1, maxInFlight: 1, connections: 3 },
    };
    const finished = vi.spyOn(LoadMeter.prototype, "finished");
    const agenda = new AlarmAgenda();
    try {
      await agenda.ready();
      const ownUs = await rehearse(plan, new Uint8Array(3), agenda);
      const outcomes = finished.mock.calls.map(([{ outcome }]) => outcome);
      expect(outcomes.length).toBeGreaterThan(0);
      expect(new Set(outcomes)).toEqual(new Set([LoadOutcome.OK]));
      const slowest = Math.max(...finished.mock.calls.map(([{ endedUs, sentUs }]) => endedUs - sentUs));
      expect(ownUs).toBeGreaterThan(0);
      expect(ownUs).toBeLessThanOrEqual(slowest * 1.001 + 1);
    } finally {
      finished.mockRestore();
      await agenda.close();
    }
  },
);
