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
import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { noRun } from "#lib/record/no-run.ts";
import { outsideMethods } from "#lib/schema/outside-methods.ts";
import { failure } from "#server/failure.ts";
import type { Gateway, WatchBatch } from "#server/gateway/gateway.ts";
import type { FairQueue } from "#server/quota/fair-queue.ts";
import type { Places } from "#server/quota/places.ts";
import type { Quota } from "#server/quota/quota.ts";
import type { RunPermits } from "#server/quota/run-permits.ts";
import { checkScope, checkSettings } from "./check-settings.ts";
import { checkSources } from "./check-sources.ts";
import type { DeploymentLibrary, KnownDeployment } from "./deployment-library.ts";
import { askerOf, inTurn } from "./in-turn.ts";
import { notKept } from "./not-kept.ts";
import { noRunner, unknownDeployment } from "./runner-refusals.ts";
import { requirePermit } from "./take-permit.ts";
import { tooManyWatches } from "./too-many-watches.ts";
import { visitorContext } from "./visitor-context.ts";
import { stoppedWhileLoading, threwWhileLoading } from "./visitor-diagnostics.ts";
import { withHeartbeat } from "./with-heartbeat.ts";
import { withoutRunName } from "./without-run-name.ts";

export type DeploymentServiceParts = {
  readonly limits: Limits;
  readonly quota: Quota;
  /** For watches. */
  readonly places: Places;
  readonly runs: RunPermits;
  /** In front of compiling. */
  readonly compileLine: FairQueue;
  readonly library: Omit<DeploymentLibrary, "saveLate">;
  readonly gateway: Pick<Gateway, "start" | "watch">;
  /** The gateway's clock, µs. */
  nowUs(): number;
};

export function createDeploymentService(
  parts: DeploymentServiceParts,
): ServiceImpl<typeof DeploymentService> {
  const { limits, quota, runs, places, compileLine, library, gateway } = parts;

  async function start(
    deployment: KnownDeployment,
    context: HandlerContext,
  ): Promise<CreateDeploymentResponse> {
    const opened = await gateway.start(deployment, context.signal, askerOf(context));
    if (opened.ok) {
      const trouble = await library.save(deployment);
      return started(deployment, trouble === null ? [] : [notKept(trouble)]);
    }
    const { problem } = opened;
    switch (problem.kind) {
      case "threw":
        return refused([threwWhileLoading(problem.error)]);
      case "stopped":
        if (problem.stop.reason === "shutdown") throw stopping();
        return refused([stoppedWhileLoading(problem.stop)]);
      case "full":
        throw noRunner(problem);
      default:
        return assertNever(problem);
    }
  }

  return {
    async createDeployment(request: CreateDeploymentRequest, context: HandlerContext) {
      checkSources(request.files, limits);
      const settings = checkSettings(request.settings, limits);
      requirePermit(quota.take(context.values.get(visitorContext)), "deploymentsPerMinute", limits);
      const content = { files: request.files, settings, scope: checkScope(request.scope) };
      const prepared = await library.prepare(content, (work) => inTurn(compileLine, context, work));
      return prepared.ok ? start(prepared.value, context) : refused(prepared.problem);
    },

    async getDeployment({ id }) {
      const deployment = await library.load(id);
      if (deployment === undefined) throw unknownDeployment(id);
      const services = deployment.services.map(({ name }) => name);
      return {
        deployment: toDeployment(deployment),
        outsideMethods: outsideMethods(deployment.descriptorSet, services),
      };
    },

    async *watchDeployment({ id, runId }, context) {
      if ((await library.load(id)) === undefined) throw unknownDeployment(id);
      const visitor = context.values.get(visitorContext);
      if (runId !== "" && runId !== noRun)
        requirePermit(runs.take(visitor, runId, "record"), "runsPerMinute", limits);
      const leave = places.take(visitor);
      if (leave === null) throw tooManyWatches(limits.maxWatches);
      try {
        const batches = gateway.watch(id, runId, context.signal);
        for await (const { events, dropped } of withHeartbeat(batches, heartbeat, watchHeartbeatMs)) {
          const told = runId === "" ? events.map(withoutRunName) : [...events];
          yield { events: told, dropped: BigInt(dropped), nowUs: parts.nowUs() };
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

function started(deployment: KnownDeployment, notes: readonly Diagnostic[]): CreateDeploymentResponse {
  return create(CreateDeploymentResponseSchema, {
    id: deployment.id,
    deployment: toDeployment(deployment),
    services: [...deployment.services],
    diagnostics: [...deployment.warnings, ...notes],
  });
}

function refused(diagnostics: readonly Diagnostic[]): CreateDeploymentResponse {
  return create(CreateDeploymentResponseSchema, { diagnostics: [...diagnostics] });
}

function toDeployment({ id, services, settings, files }: KnownDeployment): Deployment {
  return create(DeploymentSchema, { id, services: [...services], settings, files: [...files] });
}

function stopping() {
  return failure(Code.Unavailable, "SHUTTING_DOWN", "The server is stopping; try again in a moment.");
}
