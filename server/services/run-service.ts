import { Code, type ServiceImpl } from "@connectrpc/connect";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import type { RunExperimentRequest, RunService } from "#lib/gen/playground/v1/run_pb.ts";
import type { Limits } from "#lib/limits.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import { failure } from "#server/failure.ts";
import type { Gateway } from "#server/gateway/gateway.ts";
import type { RunPermits } from "#server/quota/run-permits.ts";
import { checkSettings } from "./check-settings.ts";
import type { DeploymentLibrary } from "./deployment-library.ts";
import { askerOf } from "./in-turn.ts";
import { noRunner, unknownDeployment } from "./runner-refusals.ts";
import { requirePermit } from "./take-permit.ts";
import { visitorContext } from "./visitor-context.ts";

export type RunServiceParts = {
  readonly limits: Limits;
  readonly runs: RunPermits;
  readonly library: Pick<DeploymentLibrary, "load">;
  readonly gateway: Pick<Gateway, "runClient">;
};

const runIdSyntax = /^[A-Za-z0-9_-]{1,64}$/;
const pathSyntax = /^[\w./-]{1,200}$/;

/** Experiments in the backend's sandbox. Nothing of what they say is looked into. */
export function createRunService({
  limits,
  runs,
  library,
  gateway,
}: RunServiceParts): ServiceImpl<typeof RunService> {
  return {
    async *runExperiment(request, context) {
      const plan = toPlan(request, limits);
      if ((await library.load(plan.deploymentId)) === undefined) throw unknownDeployment(plan.deploymentId);
      const visitor = context.values.get(visitorContext);
      requirePermit(runs.take(visitor, plan.runId, "experiment"), "runsPerMinute", limits);
      const started = await gateway.runClient(plan, askerOf(context), context.signal);
      if (!started.ok) throw refusalOf(started.problem);
      for await (const facts of started.facts) yield { facts: [...facts] };
      // Stopped by a shutdown or a deadline: the reader must not take it for a complete record.
      context.signal.throwIfAborted();
    },
  };
}

type Problem = Exclude<Awaited<ReturnType<Gateway["runClient"]>>, { ok: true }>["problem"];

function refusalOf(problem: Problem) {
  if (problem.kind === "full") return noRunner(problem);
  // A client program runs none of the visitor's code before its experiment is asked for.
  return failure(Code.Unavailable, "RUNNERS_BUSY", "No process for the experiment could be started.");
}

function toPlan(request: RunExperimentRequest, limits: Limits): Parameters<Gateway["runClient"]>[0] {
  const { deploymentId, runId, experiment } = request;
  const modules = request.modules.map(({ path, code, sourceMap }) => ({ path, code, sourceMap }));
  const malformed =
    !runIdSyntax.test(runId) ||
    experiment.length > limits.maxPathLength ||
    modules.length === 0 ||
    // Beside each file there may be a generated one.
    modules.length > 2 * limits.maxFiles ||
    modules.some(({ path, sourceMap }) => !pathSyntax.test(path) || !isJson(sourceMap));
  if (malformed) throw failure(Code.InvalidArgument, "MESSAGE_MALFORMED", "The run is not well described.");
  const program = { modules, entry: "client", kind: "client" } as const;
  return { deploymentId, runId, experiment, program, settings: toRunSettings(request, limits) };
}

/** The runner reads it before anything is guarded. */
function isJson(sourceMap: string): boolean {
  if (sourceMap === "") return true;
  try {
    return typeof JSON.parse(sourceMap) === "object";
  } catch {
    return false;
  }
}

function toRunSettings(
  { protocol, codec, calls, settings }: RunExperimentRequest,
  limits: Limits,
): RunSettings {
  const { workers, queueLimit, network } = checkSettings(settings, limits);
  const { delayMs = 0, jitterMs = 0, bandwidthKbps = 0 } = network ?? {};
  return {
    workers: workers ?? null,
    queueLimit: queueLimit ?? null,
    network: { delayMs, jitterMs, bandwidthKbps },
    protocol: protocol === Protocol.GRPC ? "grpc" : protocol === Protocol.GRPC_WEB ? "grpc-web" : "connect",
    codec: codec === Codec.JSON ? "json" : "binary",
    calls: Math.min(Math.max(1, calls), limits.maxCallsPerRun),
  };
}
