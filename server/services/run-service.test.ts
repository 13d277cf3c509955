import { Code, ConnectError, createClient, createRouterTransport } from "@connectrpc/connect";
import { expect, test } from "vitest";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { RunService } from "#lib/gen/playground/v1/run_pb.ts";
import { defaultLimits, type Limits } from "#lib/limits.ts";
import type { ClientStart } from "#server/gateway/gateway.ts";
import { createFairQueue } from "#server/quota/fair-queue.ts";
import { createPlaces } from "#server/quota/places.ts";
import { createQuota } from "#server/quota/quota.ts";
import { createRunPermits } from "#server/quota/run-permits.ts";
import { createDeploymentService } from "./deployment-service.ts";
import { createRunService } from "./run-service.ts";

/** Both services as the server joins them, over a gateway whose runs are over at once, or do not start. */
function serve(overrides: Partial<Limits>, refusal: ClientStart | null = null) {
  const limits = { ...defaultLimits, ...overrides };
  const nowMs = () => 0;
  const runs = createRunPermits(createQuota({ perMinute: limits.runsPerMinute, nowMs }), nowMs);
  const library = {
    load: async () => ({}) as never,
    prepare: () => Promise.reject(new Error("nothing is deployed here")),
    save: async () => null,
  };
  const one = { async *[Symbol.asyncIterator]() {} };
  const gateway = {
    runClient: async (): Promise<ClientStart> =>
      refusal ?? {
        ok: true,
        facts: (async function* () {
          yield ["{}"];
        })(),
      },
    watch: () => one,
    start: () => Promise.reject(new Error("nothing is started here")),
  };
  const quota = createQuota({ perMinute: limits.deploymentsPerMinute, nowMs });
  const places = createPlaces(limits.maxWatches);
  const line = { atOnce: 1, maxWaiting: 1, maxWaitingPerVisitor: 1, nowMs };
  const compileLine = createFairQueue(line);
  const deployments = { limits, quota, runs, places, compileLine, library, gateway, nowUs: nowMs };
  const transport = createRouterTransport((router) => {
    router.service(RunService, createRunService({ limits, runs, library, gateway }));
    router.service(DeploymentService, createDeploymentService(deployments));
  });
  const experiments = createClient(RunService, transport);
  const watches = createClient(DeploymentService, transport);
  const modules = [{ path: "client", code: "", sourceMap: "" }];
  return {
    run: (runId: string) =>
      readAll(experiments.runExperiment({ deploymentId: "d", runId, experiment: "x", modules, calls: 1 })),
    watch: (runId: string) => readAll(watches.watchDeployment({ id: "d", runId })),
  };
}

async function readAll<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const read: Item[] = [];
  for await (const item of items) read.push(item);
  return read;
}

const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => expect.fail("it was let in"),
    (error: unknown) => ConnectError.from(error),
  );

test("experiments in the browser and in the backend share one portion of runs", async () => {
  const { run, watch } = serve({ runsPerMinute: 3 });
  // A run here is watched too, and is one run.
  await watch("here");
  expect(await run("here")).toHaveLength(1);
  await watch("browser");
  await run("bare");
  for (const ask of [run, watch]) {
    const refused = await refusalOf(ask("another"));
    expect(refused.code).toBe(Code.ResourceExhausted);
    expect(refused.rawMessage).toContain("At most 3 runs a minute (limit runsPerMinute)");
  }
});

test("following callers from outside is no run", async () => {
  const { watch } = serve({ runsPerMinute: 1 });
  for (let at = 0; at < 3; at++) await watch("");
});

test("a visitor whose places are taken hears which limit and when to come back", async () => {
  const problem = { kind: "full", limit: "maxRunnersPerVisitor", value: 2, retryAfterMs: 5_000 } as const;
  const refused = await refusalOf(serve({}, { ok: false, problem }).run("a"));
  expect(refused.code).toBe(Code.ResourceExhausted);
  expect(refused.rawMessage).toContain("(limit maxRunnersPerVisitor)");
});
