import { toJsonString } from "@bufbuild/protobuf";
import { type Client, createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { CreateDeploymentResponseSchema, DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { LoadService, type RunLoadResponse } from "#lib/gen/playground/v1/load_pb.ts";
import type { Limits } from "#lib/limits.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { addLoadEvent, type LoadRun, noLoad } from "#lib/load/load-run.ts";
import { toPlanMessage } from "#lib/load/plan-message.ts";
import { openBackend } from "#scripts/open-backend.ts";
import type { ServerParts } from "#server/start-server.ts";

const targetProto = `syntax = "proto3";
package target.v1;
service Target {
  rpc Wait(WaitRequest) returns (WaitResponse);
  rpc Count(WaitRequest) returns (stream WaitResponse);
}
message WaitRequest {
  int32 ms = 1;
  string name = 2;
  bool fail = 3;
  int32 bytes = 4;
}
message WaitResponse {
  string greeting = 1;
  bytes padding = 2;
}
`;

const targetServer = `import { Code, ConnectError, type ConnectRouter } from "@connectrpc/connect";
import { Target } from "./gen/target_pb";
export default (router: ConnectRouter) =>
  router.service(Target, {
    async wait({ ms, name, fail, bytes }) {
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
      if (fail) throw new ConnectError("not today, " + name, Code.FailedPrecondition);
      return { greeting: "Hello, " + name, padding: new Uint8Array(bytes) };
    },
  });
`;

export type LoadTarget = {
  readonly url: string;
  readonly loads: Client<typeof LoadService>;
  deploy(
    settings?: { workers?: number; queueLimit?: number; network?: { delayMs: number } },
    serverTs?: string,
  ): Promise<string>;
  /** Fires and reads to the end; `hear` sees every event as it comes. */
  fire(plan: LoadPlan, options?: FireOptions): Promise<LoadRun>;
  stop(): Promise<void>;
};

export type FireOptions = {
  readonly runId?: string;
  readonly signal?: AbortSignal;
  readonly hear?: (event: RunLoadResponse["event"], run: LoadRun) => void;
};

/** What every plan here begins with. */
export function planOf(deploymentId: string, changes: Partial<LoadPlan> = {}): LoadPlan {
  return {
    ...{ deploymentId, method: "target.v1.Target/Wait", messageJson: '{"name":"Ada"}' },
    ...{ protocol: "connect", codec: "binary", httpVersion: "1.1" },
    model: { kind: "open", ratePerSecond: 50, arrivals: "constant" },
    ...{ shape: { kind: "constant" }, durationMs: 1_000, deadlineMs: 5_000, seed: 1, maxInFlight: 200 },
    connections: 1,
    ...changes,
  };
}

/** The whole backend with room for load tests, and a target whose calls take as long as they are told to. */
export async function openTarget(
  overrides: Partial<Limits> = {},
  tls: ServerParts["tls"] = null,
): Promise<LoadTarget> {
  const roomy = { turnMs: 10_000, cpuBurstMs: 120_000, deploymentsPerMinute: 1_000, loadsPerMinute: 1_000 };
  const backend = await openBackend({ ...roomy, ...overrides }, tls);
  const transport = createConnectTransport({
    baseUrl: backend.url,
    httpVersion: "2",
    nodeOptions: { ca: tls?.cert },
  });
  const api = createClient(DeploymentService, transport);
  const loads = createClient(LoadService, transport);
  let runs = 0;
  return {
    ...{ url: backend.url, loads },
    async deploy(settings = {}, serverTs = targetServer) {
      const files = [
        { path: "target.proto", content: targetProto },
        { path: "server.ts", content: serverTs },
      ];
      const answer = await api.createDeployment({ files, settings });
      if (answer.id === "") throw new Error(toJsonString(CreateDeploymentResponseSchema, answer));
      return answer.id;
    },
    async fire(plan, { runId = `load-${++runs}`, signal, hear } = {}) {
      let run = noLoad;
      for await (const response of loads.runLoad({ runId, plan: toPlanMessage(plan) }, { signal })) {
        run = addLoadEvent(run, response);
        hear?.(response.event, run);
      }
      return run;
    },
    stop: () => backend.stop(),
  };
}
