import { Code, ConnectError } from "@connectrpc/connect";
import type { ApiClients } from "#components/api/clients.ts";
import type { WatchDeploymentResponse } from "#lib/gen/playground/v1/deployment_pb.ts";
import { noRun } from "#lib/record/no-run.ts";

export type FollowParts = {
  readonly api: Pick<ApiClients, "deployments">;
  readonly deploymentId: string;
  /** Another watch begins: it tells everything that is still held once more. */
  onBegin(): void;
  onBatch(batch: WatchDeploymentResponse): void;
  /** Resolves after so many ms, at once when the signal aborts. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Uniform in [0, 1). */
  random(): number;
};

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/**
 * Follows what callers from outside do at a deployment until the signal aborts. A watch that is lost begins again,
 * after pauses that double from one second to a minute; never throws. A deployment that is gone is left alone.
 */
export async function followDeployment(parts: FollowParts, signal: AbortSignal): Promise<void> {
  const { api, deploymentId: id, onBegin, onBatch, pause, random } = parts;
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    try {
      let isFirst = true;
      for await (const batch of api.deployments.watchDeployment({ id, runId: noRun }, { signal })) {
        if (isFirst) onBegin();
        isFirst = false;
        pauseMs = firstPauseMs;
        onBatch(batch);
      }
    } catch (error) {
      if (ConnectError.from(error).code === Code.NotFound) return;
    }
    // Not all pages at once after the server was away.
    await pause(pauseMs * (0.5 + random()), signal);
    pauseMs = Math.min(longestPauseMs, pauseMs * 2);
  }
}
