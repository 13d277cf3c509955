import { randomBytes } from "node:crypto";
import { Code, type ServiceImpl } from "@connectrpc/connect";
import { WhyNot, type WireService } from "#lib/gen/playground/v1/wire_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { openSchema } from "#lib/schema/open-schema.ts";
import { failure } from "#server/failure.ts";
import type { RunPermits } from "#server/quota/run-permits.ts";
import type { Captures } from "#server/wire/captures.ts";
import { type Comparison, type ComparisonParts, compareTransports } from "#server/wire/compare-transports.ts";
import { toCaptured, toSummary } from "#server/wire/to-captured.ts";
import { readMessage } from "#server/wire/transport-requests.ts";
import type { DeploymentLibrary, KnownDeployment } from "./deployment-library.ts";
import { unknownDeployment } from "./runner-refusals.ts";
import { requirePermit } from "./take-permit.ts";
import { visitorContext } from "./visitor-context.ts";

export type WireServiceParts = {
  readonly limits: Limits;
  readonly runs: RunPermits;
  readonly library: Pick<DeploymentLibrary, "load">;
  readonly captures: Captures;
  readonly taps: ComparisonParts["taps"];
  /** Where this server listens. Called when the port is open. */
  ownAddress(): ComparisonParts["address"];
  nowUs(): number;
};

const runIdSyntax = /^[A-Za-z0-9_-]{1,64}$/;

/** The bytes of attempts, and the same call over every transport. */
export function createWireService(parts: WireServiceParts): ServiceImpl<typeof WireService> {
  const { limits, runs, captures } = parts;

  async function load(id: string): Promise<KnownDeployment> {
    const { library: deployments } = parts;
    const deployment = await deployments.load(id);
    if (deployment === undefined) throw unknownDeployment(id);
    return deployment;
  }

  return {
    async startCapture({ deploymentId, captureId }, { values }) {
      await load(deploymentId);
      const { capture, unseenConnections } = captures.start(
        deploymentId,
        values.get(visitorContext),
        captureId,
      );
      return { captureId: capture.id, lastsMs: limits.captureMs, unseenConnections };
    },

    stopCapture({ captureId }) {
      captures.stop(captureId);
      return {};
    },

    listCaptured({ captureId, runId }) {
      const capture = captures.find(captureId);
      if (capture === null) return { attempts: [], dropped: 0 };
      const told = [...capture.list()].filter(({ facts }) => facts.runId === "" || facts.runId === runId);
      return { attempts: told.map(toSummary), dropped: capture.dropped };
    },

    getCaptured({ captureId, attemptSequence, runId }) {
      const capture = captures.find(captureId);
      if (capture === null) return { whyNot: WhyNot.NO_CAPTURE };
      const held = capture.find(attemptSequence);
      if (held === "dropped") return { whyNot: WhyNot.DROPPED };
      if (held === null || (held.facts.runId !== "" && held.facts.runId !== runId))
        return { whyNot: WhyNot.BEFORE };
      if (held.call === null) return { whyNot: WhyNot.UNSEEN_CONNECTION };
      return { attempt: toCaptured(held.facts, held.call) };
    },

    async getSchema({ deploymentId }) {
      const { descriptorSet } = await load(deploymentId);
      return { descriptorSet: new Uint8Array(descriptorSet) };
    },

    async *compareTransports({ deploymentId, method, requestJson, runId }, { values, signal }) {
      const deployment = await load(deploymentId);
      if (runId !== "" && !runIdSyntax.test(runId)) throw malformed("The run's name is not one.");
      const name = runId === "" ? `compare-${randomBytes(9).toString("base64url")}` : runId;
      const comparison = toComparison(deployment, method, requestJson, name);
      requirePermit(runs.take(values.get(visitorContext), name, "experiment"), "runsPerMinute", limits);
      yield* compareTransports(comparison, { ...parts, address: parts.ownAddress() }, signal);
    },
  };
}

function toComparison(
  deployment: KnownDeployment,
  methodName: string,
  requestJson: string,
  runId: string,
): Comparison {
  const method = openSchema(deployment.descriptorSet).method(methodName);
  const served = deployment.services
    .flatMap(({ name, methods }) => methods.map((one) => ({ full: `${name}/${one.name}`, ...one })))
    .find(({ full }) => full === methodName);
  if (method === null || served === undefined || method.clientStreams || method.serverStreams) {
    const shown = methodName.slice(0, 200).replaceAll(/[^\x21-\x7e]/g, "?");
    throw failure(Code.InvalidArgument, "METHOD_UNKNOWN", `There is no unary method ${shown}`, {
      path: shown,
    });
  }
  const { id: deploymentId } = deployment;
  try {
    const message = readMessage(requestJson, method);
    return { ...{ deploymentId, methodName, method, message, runId }, noSideEffects: served.noSideEffects };
  } catch {
    throw malformed("The request is no JSON of the method's message.");
  }
}

function malformed(sentence: string) {
  return failure(Code.InvalidArgument, "MESSAGE_MALFORMED", sentence);
}
