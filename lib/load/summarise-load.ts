import { create } from "@bufbuild/protobuf";
import {
  type GeneratorFacts,
  GeneratorFactsSchema,
  LoadCountsSchema,
  LoadEnd,
  type LoadLevel,
  type LoadStarted,
  type LoadSummary,
  LoadSummarySchema,
  type LoadTick,
} from "#lib/gen/playground/v1/load_pb.ts";
import { type GeneratorNumbers, generatorFacts } from "./generator-facts.ts";
import { type LoadPlan, levelLoads } from "./load-plan.ts";
import { toSampleTable } from "./load-samples.ts";
import { mergeTicks } from "./merge-ticks.ts";
import { summariseLevel } from "./summarise-level.ts";

/** How the run ended, which ticks do not say. */
export type LoadEnding = Pick<
  LoadSummary,
  | "end"
  | "limit"
  | "limitValue"
  | "recordKept"
  | "recordDropped"
  | "firstResponseJson"
  | "firstError"
  | "firstErrorMessage"
>;

/** Before anybody knows how it ended. */
export const noEnding: LoadEnding = {
  ...{ end: LoadEnd.UNSPECIFIED, limit: "", limitValue: 0, recordKept: 0, recordDropped: 0 },
  ...{ firstResponseJson: "", firstErrorMessage: "" },
};

/** Everything that a load test comes to: folds its ticks. Server, page and command line get the same numbers by it. */
export function summariseLoad(
  plan: LoadPlan,
  started: Pick<LoadStarted, "workers" | "replicas">,
  ticks: readonly LoadTick[],
  ending: LoadEnding,
): LoadSummary {
  const samples = toSampleTable(ticks);
  const levels = levelLoads(plan).flatMap((load, index): LoadLevel[] => {
    const own = ticks.filter(({ level }) => level === index);
    const server = { workers: started.workers, replicas: started.replicas };
    return own.length === 0 ? [] : [summariseLevel({ plan, index, load, ticks: own, samples, server })];
  });
  const merged = mergeTicks(ticks);
  return create(LoadSummarySchema, {
    ...ending,
    counts: create(LoadCountsSchema, merged.counts),
    levels,
    generator: toMessage(generatorFacts(merged, ticks)),
  });
}

function toMessage({ lag, ...facts }: GeneratorNumbers): GeneratorFacts {
  return create(GeneratorFactsSchema, {
    ...facts,
    ...(lag !== undefined && { lag: { ...lag, percentiles: [...lag.percentiles] } }),
  });
}
