import type { CostPageLimits } from "#components/cost/cost-page-limits.ts";
import type { CostPageParts, CostSource, Described, FailureView } from "#components/cost/cost-parts.ts";
import { deploymentScope } from "#components/playground/deployment-scope.ts";
import { firstDraft } from "#components/playground/draft-tab.ts";
import type { Failure } from "#components/playground/failure.ts";
import { FailureCard } from "#components/playground/failure-card.tsx";
import { failureOfError } from "#components/playground/failure-of-error.ts";
import { randomId } from "#components/playground/random-id.ts";
import { runSession } from "#components/playground/run-session.ts";
import { protoFiles } from "#components/playground/source-files.ts";
import { type Starters, starterKey, starterOf } from "#components/playground/starter.ts";
import type { RunsJobs } from "#lib/cost/cost-run.ts";
import { sizeFieldsOf } from "#lib/cost/size-field.ts";
import { sweepExperiment } from "#lib/cost/sweep-program.ts";
import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import { type Diagnostic, Severity } from "#lib/gen/playground/v1/source_pb.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { defaultLimits } from "#lib/limits.ts";
import { openSchema } from "#lib/schema/open-schema.ts";

const isError = ({ severity }: Diagnostic) => severity === Severity.ERROR;

async function loadClients() {
  const { apiClients } = await import("#components/api/clients.ts");
  return apiClients();
}

/** What measuring needs of the playground: its drafts and examples, how runs are made, and how it says failures. */
export function createCostParts(starters: Starters, text: Dictionary, limits: CostPageLimits): CostPageParts {
  return {
    sources: () => sourcesOf(starters, text),
    describe: (source, signal) => describeSource(source, limits, signal),
    runner: (source, { signal, onPlace }) => createRunner(source, signal, onPlace),
  };
}

/** The draft that the playground would show in this tab, where there is one, and the examples as they are. */
function sourcesOf(starters: Starters, text: Dictionary): readonly CostSource[] {
  const examples = starters.map(({ id, files }): CostSource => {
    const { title, meaning } = text.playground.starters[starterKey(id)];
    return { id, title, meaning, files };
  });
  // Those whose cost grows come first: a greeting costs the same for every name.
  examples.sort((a, b) => Number(b.id === "complexity") - Number(a.id === "complexity"));
  const { draft } = firstDraft();
  if (draft === null) return examples;
  const files = draft.files ?? starterOf(starters, draft.starter).files;
  const words = text.cost.source;
  return [{ id: "draft", title: words.draft, meaning: words.draftMeaning, files }, ...examples];
}

async function describeSource(
  source: CostSource,
  limits: CostPageLimits,
  signal: AbortSignal,
): Promise<Described> {
  const { editor } = await loadClients();
  try {
    const ask = { files: protoFiles(source.files), withDescriptors: true };
    const checked = await editor.checkSchema(ask, { signal });
    const errors = checked.diagnostics.filter(isError);
    if (errors.length > 0) return { ok: false, failure: viewOf({ kind: "compile", diagnostics: errors }) };
    const schema = openSchema(checked.descriptorSet);
    const outside = new Map(checked.outsideMethods.map((each) => [each.method, each]));
    const methods = checked.services.flatMap(({ name: service, methods: all }) =>
      all.flatMap(({ name: own, kind }) => {
        const name = `${service}/${own}`;
        const input = schema.method(name)?.input;
        const known = outside.get(name);
        if (kind !== MethodKind.UNARY || input === undefined || known === undefined) return [];
        const fields = sizeFieldsOf(input, limits.maxMessageBytes);
        const { protoPath, sampleJson } = known;
        return fields.length === 0 ? [] : [{ name, protoPath, sampleJson, fields }];
      }),
    );
    return { ok: true, methods };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, failure: viewOf(failureOfError(error)) };
  }
}

function createRunner(
  source: CostSource,
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
      logBytes: defaultLimits.logBytesPerMinute,
    };
    const api = await loadClients();
    const ended = await runSession(plan, {
      api,
      scope: deploymentScope(),
      frame: null,
      signal,
      onRecord,
      onPlace,
    });
    return { record: ended.record, problem: ended.failure === null ? null : viewOf(ended.failure) };
  };
}

function viewOf(failure: Failure): FailureView {
  return {
    // The code is in the playground: there is no editor on this page to lead to.
    render: (onRetry) => (
      <FailureCard failure={failure} isOther={false} onGoTo={() => undefined} onRetry={onRetry} />
    ),
  };
}
