import { checkSource, unaryMethods } from "#app/_target/describe-source.ts";
import { lateClients } from "#app/_target/late-clients.ts";
import { targetSources } from "#app/_target/target-sources.ts";
import { toFailureView } from "#app/_target/to-failure-view.tsx";
import type { CostPageLimits } from "#components/cost/cost-page-limits.ts";
import type { CostMethod, CostPageParts } from "#components/cost/cost-parts.ts";
import { deploymentScope } from "#components/playground/deployment-scope.ts";
import { randomId } from "#components/playground/random-id.ts";
import { runSession } from "#components/playground/run-session.ts";
import type { Starters } from "#components/playground/starter.ts";
import type { FailureView, TargetSource } from "#components/target/target.ts";
import type { RunsJobs } from "#lib/cost/cost-run.ts";
import { sizeFieldsOf } from "#lib/cost/size-field.ts";
import { sweepExperiment } from "#lib/cost/sweep-program.ts";
import type { CheckSchemaResponse } from "#lib/gen/playground/v1/editor_pb.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { defaultLimits } from "#lib/limits.ts";
import { openSchema } from "#lib/schema/open-schema.ts";

/** What measuring needs of the playground: its drafts and examples, how runs are made, and how it says failures. */
export function createCostParts(starters: Starters, text: Dictionary, limits: CostPageLimits): CostPageParts {
  const toMethods = (checked: CheckSchemaResponse) => sizedMethods(checked, limits);
  return {
    sources: () => growingFirst(targetSources(starters, text)),
    describe: (source, signal) => checkSource(source, { withDescriptors: true }, signal, toMethods),
    runner: (source, { signal, onPlace }) => createRunner(source, signal, onPlace),
  };
}

/** Of the examples, those whose cost grows: a greeting costs the same for every name. */
function growingFirst(sources: readonly TargetSource[]): readonly TargetSource[] {
  const rank = ({ id }: TargetSource) => (id === "draft" ? 0 : id === "complexity" ? 1 : 2);
  return sources.toSorted((a, b) => rank(a) - rank(b));
}

/** The unary methods whose request can carry n. */
function sizedMethods(checked: CheckSchemaResponse, limits: CostPageLimits): readonly CostMethod[] {
  const schema = openSchema(checked.descriptorSet);
  return unaryMethods(checked).flatMap((method) => {
    const input = schema.method(method.name)?.input;
    if (input === undefined || method.protoPath === "") return [];
    const fields = sizeFieldsOf(input, limits.maxMessageBytes);
    return fields.length === 0 ? [] : [{ ...method, fields }];
  });
}

function createRunner(
  source: TargetSource,
  signal: AbortSignal,
  onPlace: (place: number) => void,
): RunsJobs<FailureView> {
  return async ({ client, server, settings }, onRecord) => {
    const written = new Map([
      ["client.ts", client],
      ...(server === null ? [] : [["server.ts", server] as const]),
    ]);
    const rest = source.files.filter(({ path }) => !written.has(path));
    const files = [...rest, ...Array.from(written, ([path, content]) => ({ path, content }))];
    const plan = {
      runId: randomId().slice(0, 12),
      files,
      experiment: sweepExperiment,
      title: sweepExperiment,
      settings,
      maxRunMs: defaultLimits.runMs,
      maxFacts: defaultLimits.maxFactsPerRun,
      logBytes: defaultLimits.logBytesPerMinute,
    };
    const api = await lateClients();
    const ended = await runSession(plan, {
      api,
      scope: deploymentScope(),
      frame: null,
      signal,
      onRecord,
      onPlace,
    });
    return { record: ended.record, problem: ended.failure === null ? null : toFailureView(ended.failure) };
  };
}
