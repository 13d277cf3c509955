import { availableParallelism } from "node:os";
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { Code, type HandlerContext, type ServiceImpl } from "@connectrpc/connect";
import {
  CodeCountSchema,
  LoadEnd,
  type LoadPlan as LoadPlanMessage,
  type LoadService,
  LoadStartedSchema,
  type LoadSummary,
  type LoadTick,
  type RunLoadRequest,
  type RunLoadResponseSchema,
} from "#lib/gen/playground/v1/load_pb.ts";
import type { Limits } from "#lib/limits.ts";
import { cpuShares } from "#lib/load/generator-facts.ts";
import { expectedCalls, type LoadPlan, levelLoads } from "#lib/load/load-plan.ts";
import { fromPlanMessage, toPlanMessage } from "#lib/load/plan-message.ts";
import { settlePlan } from "#lib/load/settle-plan.ts";
import { type LoadEnding, noEnding, summariseLoad } from "#lib/load/summarise-load.ts";
import { busy, failure } from "#server/failure.ts";
import type { Gateway } from "#server/gateway/gateway.ts";
import type { LoadTest, LoadTestOver, LoadTests } from "#server/load/load-tests.ts";
import type { FairQueue } from "#server/quota/fair-queue.ts";
import type { Places } from "#server/quota/places.ts";
import type { Quota } from "#server/quota/quota.ts";
import type { DeploymentLibrary, KnownDeployment } from "./deployment-library.ts";
import { encodeLoadMessage, type LoadMessage } from "./encode-load-message.ts";
import { askerOf, lineFull } from "./in-turn.ts";
import { noRunner, unknownDeployment } from "./runner-refusals.ts";
import { requirePermit } from "./take-permit.ts";
import { visitorContext } from "./visitor-context.ts";
import { waitInLine } from "./wait-in-line.ts";

export type LoadServiceParts = {
  readonly limits: Limits;
  /** Load tests that may begin. */
  readonly quota: Quota;
  /** Load tests of a visitor that are under way or wait. */
  readonly places: Places;
  readonly line: FairQueue;
  readonly library: Pick<DeploymentLibrary, "load">;
  readonly gateway: Pick<Gateway, "start" | "watch">;
  readonly tests: Pick<LoadTests, "fire">;
  /** Whether the connections of a load test would pass the tap of a capture now. */
  isTapped(): boolean;
};

type Response = MessageInitShape<typeof RunLoadResponseSchema>;

const runIdSyntax = /^[A-Za-z0-9_-]{1,64}$/;

/** Load tests, one after the other, each in its turn. */
export function createLoadService(parts: LoadServiceParts): ServiceImpl<typeof LoadService> {
  const { limits, quota, places, line, library } = parts;
  /** What to do when a visitor's run is to stop, by visitor and run. */
  const stops = new Map<string, () => void>();

  return {
    async *runLoad(request, context) {
      const { runId, wanted } = toWanted(request);
      const deployment = await library.load(wanted.deploymentId);
      if (deployment === undefined) throw unknownDeployment(wanted.deploymentId);
      const { plan, notes } = settlePlan(wanted, limits);
      const message = encodeLoadMessage(deployment, plan, limits);
      const visitor = context.values.get(visitorContext);
      const leavePlace = places.take(visitor);
      if (leavePlace === null) throw ownLoadsBusy(limits.maxLoadsPerVisitor);
      const key = `${visitor} ${runId}`;
      const stop = new AbortController();
      const signal = AbortSignal.any([stop.signal, context.signal]);
      stops.set(key, () => stop.abort());
      try {
        requirePermit(quota.take(visitor), "loadsPerMinute", limits);
        const turn = yield* waitInLine(line, { visitor, ticket: runId }, signal);
        if (turn === null) return yield stoppedInLine(plan);
        if (!turn.ok) throw lineFull(turn.problem);
        try {
          await startTarget(parts, deployment, context);
          const started = toStarted(plan, notes, deployment, limits);
          yield* fire(parts, { runId, plan, message, started, signal });
        } finally {
          turn.leave();
        }
      } finally {
        stops.delete(key);
        leavePlace();
      }
      // Stopped by a deadline of the caller's: the reader must not take it for a complete run.
      context.signal.throwIfAborted();
    },

    stopLoad({ runId }, { values }) {
      const stop = stops.get(`${values.get(visitorContext)} ${runId}`);
      stop?.();
      return { stopped: stop !== undefined };
    },
  };
}

type Firing = {
  readonly runId: string;
  readonly plan: LoadPlan;
  readonly message: LoadMessage;
  readonly started: MessageInitShape<typeof LoadStartedSchema> & {
    readonly workers: number;
    readonly replicas: number;
  };
  readonly signal: AbortSignal;
};

/** The test as it is fired: `started`, ticks, and the summary that all of them come to. */
async function* fire(
  parts: LoadServiceParts,
  { runId, plan, message, started, signal }: Firing,
): AsyncGenerator<Response> {
  const { limits, tests } = parts;
  const { maxLoadSamples: maxSamples, maxLoadResponseBytes: maxResponseBytes } = limits;
  const { workers, replicas } = started;
  const test: LoadTest = tests.fire({
    ...{ plan, runId, message: message.bytes, server: { workers, replicas } },
    ...{ maxSamples, maxResponseBytes },
  });
  const onStop = () => test.stop();
  signal.addEventListener("abort", onStop, { once: true });
  if (signal.aborted) onStop();
  const ticks: LoadTick[] = [];
  let isTapped = parts.isTapped();
  try {
    for await (const event of test.events) {
      if (event.kind === "began") {
        const { zeroUnixMs, ownUs } = event;
        const value = create(LoadStartedSchema, { ...started, zeroUnixMs, ownUs: ownUs ?? undefined });
        yield { event: { case: "started", value } };
      } else if (event.kind === "tick") {
        ticks.push(event.tick);
        isTapped ||= parts.isTapped();
        yield { event: { case: "tick", value: event.tick } };
      } else {
        const ending = await endingOf(parts, { runId, plan, message }, ticks, event);
        const value =
          completeSummary(event.summary, ending, ticks) ?? summariseLoad(plan, started, ticks, ending);
        value.captured = isTapped;
        yield { event: { case: "summary", value } };
      }
    }
  } finally {
    signal.removeEventListener("abort", onStop);
  }
}

/** What the generator made of its ticks, with what only the server knows. Null: it was lost before. */
function completeSummary(
  summary: LoadSummary | null,
  ending: LoadEnding,
  ticks: readonly LoadTick[],
): LoadSummary | null {
  if (summary?.generator === undefined) return null;
  Object.assign(summary.generator, cpuShares(ticks));
  return Object.assign(summary, ending);
}

async function endingOf(
  { gateway, limits }: LoadServiceParts,
  { runId, plan, message }: Pick<Firing, "runId" | "plan" | "message">,
  ticks: readonly LoadTick[],
  { end, answer, error }: LoadTestOver,
): Promise<LoadEnding> {
  const sent = ticks.reduce((sum, { counts }) => sum + (counts?.sent ?? 0), 0);
  const recordDropped = Math.min(sent, await droppedOf(gateway, plan.deploymentId, runId));
  const isLimit = end === LoadEnd.LIMIT;
  return {
    ...{ end, recordDropped, recordKept: sent - recordDropped },
    ...{
      limit: isLimit ? "maxLoadResponseBytes" : "",
      limitValue: isLimit ? limits.maxLoadResponseBytes : 0,
    },
    firstResponseJson: answer === null ? "" : message.readAnswer(answer),
    firstError:
      error === null
        ? undefined
        : create(CodeCountSchema, { code: error.code, reason: error.reason, count: 1 }),
    firstErrorMessage: error?.message ?? "",
  };
}

/** What the record held of the run and no longer does: the first thing that a watch says. */
async function droppedOf(gateway: LoadServiceParts["gateway"], id: string, runId: string): Promise<number> {
  const enough = new AbortController();
  try {
    for await (const { dropped } of gateway.watch(id, runId, enough.signal)) return dropped;
    return 0;
  } finally {
    enough.abort();
  }
}

/** So that the first call does not pay for the start of the handlers, and so that mistakes in them are known before. */
async function startTarget(
  { gateway }: LoadServiceParts,
  deployment: KnownDeployment,
  context: HandlerContext,
): Promise<void> {
  const opened = await gateway.start(deployment, context.signal, askerOf(context));
  if (opened.ok) return;
  const { problem } = opened;
  if (problem.kind === "full") throw noRunner(problem);
  const words = problem.kind === "threw" ? problem.error.message.slice(0, 300) : problem.stop.reason;
  const sentence = `The deployment does not start: ${words}`;
  throw failure(Code.FailedPrecondition, "LOAD_TARGET_BROKEN", sentence, { problem: words });
}

function toStarted(
  plan: LoadPlan,
  notes: ReturnType<typeof settlePlan>["notes"],
  { settings }: KnownDeployment,
  { maxConcurrentCalls, maxLoadSamples }: Limits,
): Firing["started"] {
  const calls = expectedCalls(plan);
  return {
    plan: toPlanMessage(plan),
    notes: notes.map(({ reason, values }) => ({ reason, values: { ...values } })),
    ...(calls !== null && { plannedCalls: Math.round(calls) }),
    workers: Math.min(settings.workers ?? maxConcurrentCalls, maxConcurrentCalls),
    workersSet: settings.workers !== undefined,
    replicas: 1,
    maxSamples: maxLoadSamples,
    cores: availableParallelism(),
    levels: [...levelLoads(plan)],
  };
}

/** Stopped before its turn came: nothing was measured. */
function stoppedInLine(plan: LoadPlan): Response {
  const ending = { ...noEnding, end: LoadEnd.STOPPED };
  return { event: { case: "summary", value: summariseLoad(plan, { workers: 0, replicas: 0 }, [], ending) } };
}

function toWanted({ runId, plan }: RunLoadRequest): { readonly runId: string; readonly wanted: LoadPlan } {
  if (!runIdSyntax.test(runId) || plan === undefined) {
    throw failure(Code.InvalidArgument, "MESSAGE_MALFORMED", "The load test is not well described.");
  }
  return { runId, wanted: fromPlanMessage(plan satisfies LoadPlanMessage) };
}

function ownLoadsBusy(value: number) {
  const sentence = `${value} load test of yours is under way or in line already (limit maxLoadsPerVisitor).`;
  return busy("OWN_LOADS_BUSY", sentence, 5_000, { limit: "maxLoadsPerVisitor", value });
}
