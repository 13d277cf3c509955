import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { LoadService } from "#lib/gen/playground/v1/load_pb.ts";
import { WireService } from "#lib/gen/playground/v1/wire_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { addLoadEvent, noLoad } from "#lib/load/load-run.ts";
import { toPlanMessage } from "#lib/load/plan-message.ts";
import { type LoadTarget, openTarget, planOf } from "./target.ts";

// Whole servers are started and stopped, perhaps on a machine that has other work.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

let target: LoadTarget;
beforeAll(async () => {
  target = await openTarget();
}, 60_000);
afterAll(() => target.stop());

test.each([
  ["connect", "1.1"],
  ["grpc", "2"],
] as const)(
  "a run over %s says when its calls passed the tap of a capture; their bytes are there, found by the record's number",
  async (protocol, httpVersion) => {
    const transport = createConnectTransport({ baseUrl: target.url, httpVersion: "1.1" });
    const wire = createClient(WireService, transport);
    // Over HTTP/1.1 too: a capture says GOAWAY to the open HTTP/2 connections of its visitor, and this test is that visitor.
    const loads = createClient(LoadService, transport);
    const fire = async (runId: string) => {
      let run = noLoad;
      for await (const said of loads.runLoad({ runId, plan: toPlanMessage(plan) }))
        run = addLoadEvent(run, said);
      return run.summary;
    };
    const id = await target.deploy();
    const plan: LoadPlan = planOf(id, { protocol, httpVersion, durationMs: 500, deadlineMs: 20_000 });
    expect((await fire("before"))?.captured).toBe(false);
    const { captureId } = await wire.startCapture({ deploymentId: id });
    const runId = `captured-${protocol}`;
    expect(await fire(runId)).toMatchObject({ captured: true, counts: { ok: 25 } });
    const { attempts } = await wire.listCaptured({ captureId, runId });
    expect(attempts).toHaveLength(25);
    const [first] = attempts;
    const { attempt } = await wire.getCaptured({
      ...{ captureId, runId, attemptSequence: first?.attemptSequence ?? 0 },
    });
    expect(attempt?.chunks.length).toBeGreaterThanOrEqual(2);
    await wire.stopCapture({ captureId });
    expect((await fire("after"))?.captured).toBe(false);
  },
);

test("every run says how much of a latency may be the generator's own", async () => {
  const id = await target.deploy();
  for (const [protocol, httpVersion] of [
    ["connect", "1.1"],
    ["grpc", "2"],
  ] as const) {
    const { started } = await target.fire(planOf(id, { protocol, httpVersion, durationMs: 500 }));
    expect(started?.ownUs).toBeGreaterThan(0);
  }
});
