import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { type CheckRunnerParts, createCheckRunner } from "#components/playground/check-runner.ts";
import type { Failure } from "#components/playground/failure.ts";
import { randomId } from "#components/playground/random-id.ts";
import { DeploymentService } from "#lib/gen/playground/v1/deployment_pb.ts";
import { EditorService } from "#lib/gen/playground/v1/editor_pb.ts";
import { LineService } from "#lib/gen/playground/v1/line_pb.ts";
import { RunService } from "#lib/gen/playground/v1/run_pb.ts";
import type { RunsChecks } from "#lib/lessons/check-lesson.ts";
import { openBackend } from "#scripts/open-backend.ts";

export type Runner = { readonly run: RunsChecks<Failure>; readonly origin: string; stop(): Promise<void> };

/** Nobody else uses a server of our own: its quotas would only make an author wait. */
const ownLimits = {
  deploymentsPerMinute: 100_000,
  runsPerMinute: 100_000,
  idleMs: 5_000,
  maxRunnersPerVisitor: 40,
};

/** Makes runs on the server at `origin`, or on one of its own. The caller stops it. */
export async function openRunner(origin?: string): Promise<Runner> {
  const backend = origin === undefined ? await openBackend(ownLimits) : { url: origin, stop: async () => {} };
  const transport = createConnectTransport({ baseUrl: `${backend.url}/rpc`, httpVersion: "1.1" });
  const api: CheckRunnerParts["api"] = {
    deployments: createClient(DeploymentService, transport),
    editor: createClient(EditorService, transport),
    runs: createClient(RunService, transport),
    line: createClient(LineService, transport),
  };
  const scope = `lessons-${randomId().slice(0, 12)}`;
  const controller = new AbortController();
  return {
    run: createCheckRunner({ api, scope, signal: controller.signal }),
    origin: backend.url,
    async stop() {
      controller.abort();
      await backend.stop();
    },
  };
}
