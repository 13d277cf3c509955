import { create } from "@bufbuild/protobuf";
import { Code, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import { assertNever } from "#lib/assert.ts";
import {
  type CreateDeploymentRequest,
  type CreateDeploymentResponse,
  CreateDeploymentResponseSchema,
  type Deployment,
  DeploymentSchema,
  type DeploymentService,
} from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { busy, failure } from "#server/failure.ts";
import type { Gateway, WatchBatch } from "#server/gateway/gateway.ts";
import type { Places } from "#server/quota/places.ts";
import type { Quota } from "#server/quota/quota.ts";
import { checkScope, checkSettings } from "./check-settings.ts";
import { checkSources } from "./check-sources.ts";
import type { DeploymentLibrary, KnownDeployment } from "./deployment-library.ts";
import { visitorContext } from "./visitor-context.ts";
import { stoppedWhileLoading, threwWhileLoading } from "./visitor-diagnostics.ts";
import { withHeartbeat } from "./with-heartbeat.ts";

export type DeploymentServiceParts = {
  readonly limits: Limits;
  readonly quota: Quota;
  /** For watches. */
  readonly places: Places;
  readonly library: DeploymentLibrary;
  readonly gateway: Pick<Gateway, "start" | "watch">;
  /** The gateway's clock, µs. */
  nowUs(): number;
};

export function createDeploymentService(
  parts: DeploymentServiceParts,
): ServiceImpl<typeof DeploymentService> {
  const { limits, quota, places, library, gateway } = parts;

  async function start(deployment: KnownDeployment, signal: AbortSignal): Promise<CreateDeploymentResponse> {
    const opened = await gateway.start(deployment, signal);
    if (opened.ok) {
      await library.save(deployment);
      return started(deployment);
    }
    const { problem } = opened;
    switch (problem.kind) {
      case "threw":
        return refused([threwWhileLoading(problem.error)]);
      case "stopped":
        if (problem.stop.reason === "shutdown") throw stopping();
        return refused([stoppedWhileLoading(problem.stop)]);
      case "full": {
        const sentence = "All places for running code are taken; try again in a few seconds.";
        throw busy("RUNNERS_BUSY", sentence, fullRetryMs, { limit: "maxRunners", value: limits.maxRunners });
      }
      default:
        return assertNever(problem);
    }
  }

  return {
    async createDeployment(request: CreateDeploymentRequest, context: HandlerContext) {
      checkSources(request.files, limits);
      const settings = checkSettings(request.settings, limits);
      const permit = quota.take(context.values.get(visitorContext));
      if (!permit.ok) {
        const { deploymentsPerMinute: value } = limits;
        const sentence = `At most ${value} deployments a minute; try again in ${Math.ceil(permit.retryAfterMs / 1000)} s.`;
        throw busy("QUOTA_EXCEEDED", sentence, permit.retryAfterMs, { limit: "deploymentsPerMinute", value });
      }
      const prepared = await library.prepare({
        files: request.files,
        settings,
        scope: checkScope(request.scope),
      });
      return prepared.ok ? start(prepared.value, context.signal) : refused(prepared.problem);
    },

    async getDeployment({ id }) {
      const deployment = await library.load(id);
      if (deployment === undefined) throw unknownDeployment(id);
      return { deployment: toDeployment(deployment) };
    },

    async *watchDeployment({ id, runId }, context) {
      if ((await library.load(id)) === undefined) throw unknownDeployment(id);
      const leave = places.take(context.values.get(visitorContext));
      if (leave === null) throw tooManyWatches(limits.maxWatches);
      try {
        const batches = gateway.watch(id, runId, context.signal);
        for await (const { events, dropped } of withHeartbeat(batches, heartbeat, watchHeartbeatMs)) {
          yield { events: [...events], dropped: BigInt(dropped), nowUs: parts.nowUs() };
        }
      } finally {
        leave();
      }
      // Ended by a shutdown or a deadline, not by the gateway: the reader must not take it for a complete record.
      context.signal.throwIfAborted();
    },
  };
}

const heartbeat: WatchBatch = { events: [], dropped: 0 };
/** Proxies close what is silent for a minute; and only who is written to can be found gone. */
const watchHeartbeatMs = 15_000;

/** Most watches last as long as a run does. */
const watchRetryMs = 5_000;

function tooManyWatches(value: number) {
  const sentence = `At most ${value} watches at a time; close some and try again.`;
  return busy("QUOTA_EXCEEDED", sentence, watchRetryMs, { limit: "maxWatches", value });
}

/** A place comes free when a runner has been idle, or its visitor deploys anew. */
const fullRetryMs = 5_000;

function started(deployment: KnownDeployment): CreateDeploymentResponse {
  return create(CreateDeploymentResponseSchema, {
    id: deployment.id,
    deployment: toDeployment(deployment),
    services: [...deployment.services],
    diagnostics: [...deployment.warnings],
  });
}

function refused(
  diagnostics: readonly CreateDeploymentResponse["diagnostics"][number][],
): CreateDeploymentResponse {
  return create(CreateDeploymentResponseSchema, { diagnostics: [...diagnostics] });
}

function toDeployment({ id, services, settings, files }: KnownDeployment): Deployment {
  return create(DeploymentSchema, { id, services: [...services], settings, files: [...files] });
}

function unknownDeployment(id: string) {
  const shown = id.slice(0, 80).replaceAll(/[^\x21-\x7e]/g, "?");
  return failure(Code.NotFound, "DEPLOYMENT_NOT_FOUND", `There is no deployment "${shown}".`, { id: shown });
}

function stopping() {
  return failure(Code.Unavailable, "SHUTTING_DOWN", "The server is stopping; try again in a moment.");
}
