import type { Described, FailureView, LoadParts } from "#components/load/load-parts.ts";
import type { LoadSource } from "#components/load/load-source.ts";
import { deploymentScope } from "#components/playground/deployment-scope.ts";
import { firstDraft } from "#components/playground/draft-tab.ts";
import type { Failure } from "#components/playground/failure.ts";
import { FailureCard } from "#components/playground/failure-card.tsx";
import { failureOfError } from "#components/playground/failure-of-error.ts";
import { followPlace } from "#components/playground/follow-place.ts";
import { randomId } from "#components/playground/random-id.ts";
import { protoFiles, serverFiles } from "#components/playground/source-files.ts";
import { type Starters, starterKey, starterOf } from "#components/playground/starter.ts";
import { defaultSettings, toSettings } from "#components/playground/to-settings.ts";
import { MethodKind } from "#lib/gen/playground/v1/deployment_pb.ts";
import { type Diagnostic, Severity } from "#lib/gen/playground/v1/source_pb.ts";
import type { Dictionary } from "#lib/i18n/en.ts";

const isError = ({ severity }: Diagnostic) => severity === Severity.ERROR;

async function loadClients() {
  const { apiClients } = await import("#components/api/clients.ts");
  return apiClients();
}

/** What the load test needs of the playground: its drafts and examples, how they are saved, and how it says failures. */
export function createLoadParts(starters: Starters, text: Dictionary): LoadParts {
  return {
    sources: () => sourcesOf(starters, text),
    describe,
    async deploy({ files }, server, { signal, onPlace }) {
      const api = await loadClients();
      const answered = new AbortController();
      const ticket = randomId();
      void followPlace({ api, ticket, onPlace, pause }, AbortSignal.any([signal, answered.signal]));
      try {
        const settings = toSettings({ ...defaultSettings, ...server });
        const created = await api.deployments.createDeployment(
          { files: serverFiles(files), settings, scope: deploymentScope() },
          { signal, headers: { "x-ticket": ticket } },
        );
        const errors = created.diagnostics.filter(isError);
        if (errors.length > 0) return { ok: false, failure: viewOf(failureOfBuild(errors)) };
        return { ok: true, deploymentId: created.id };
      } finally {
        answered.abort();
      }
    },
    explain: (error) => viewOf(error === null ? { kind: "lostConnection" } : failureOfError(error)),
    api: loadClients,
    newId: randomId,
  };
}

/** The draft that the playground would show in this tab, where there is one, and the examples as they are. */
function sourcesOf(starters: Starters, text: Dictionary): readonly LoadSource[] {
  const { draft } = firstDraft();
  const words = text.load.source;
  const examples = starters.map(({ id, files }): LoadSource => {
    const { title, meaning } = text.playground.starters[starterKey(id)];
    return { id, title, meaning, files, server: defaultSettings };
  });
  if (draft === null) return examples;
  const files = draft.files ?? starterOf(starters, draft.starter).files;
  const { workers, queueLimit, network } = draft.settings;
  const own = { id: "draft", title: words.draft, meaning: words.draftMeaning, files };
  return [{ ...own, server: { workers, queueLimit, network } }, ...examples];
}

async function describe(source: LoadSource, signal: AbortSignal): Promise<Described> {
  const { editor } = await loadClients();
  try {
    const checked = await editor.checkSchema({ files: protoFiles(source.files) }, { signal });
    const errors = checked.diagnostics.filter(isError);
    if (errors.length > 0) return { ok: false, failure: viewOf(failureOfBuild(errors)) };
    const samples = new Map(checked.outsideMethods.map((each) => [each.method, each.sampleJson]));
    const methods = checked.services.flatMap(({ name: service, methods: all }) =>
      all
        .filter(({ kind }) => kind === MethodKind.UNARY)
        .map(({ name }) => {
          const method = `${service}/${name}`;
          return { name: method, sampleJson: samples.get(method) ?? "{}" };
        }),
    );
    return { ok: true, methods };
  } catch (error) {
    signal.throwIfAborted();
    return { ok: false, failure: viewOf(failureOfError(error)) };
  }
}

/** A handler that threw while it loaded was not a mistake of the compiler's. */
function failureOfBuild(errors: readonly Diagnostic[]): Failure {
  const thrown = errors.find(({ source }) => source === "handler");
  if (thrown === undefined) return { kind: "compile", diagnostics: errors };
  const { message, stack, path, startLine, startColumn, reason, values } = thrown;
  if (reason !== "") return { kind: "load", message, stack: [], reason: { name: reason, values } };
  const place = path === "" ? [] : [`${path}:${startLine}:${startColumn}`];
  return { kind: "load", message, stack: stack.length > 0 ? stack : place, reason: null };
}

function viewOf(failure: Failure): FailureView {
  return {
    // The code is in the playground: there is no editor on this page to lead to.
    render: (onRetry) => (
      <FailureCard failure={failure} isOther={false} onGoTo={() => undefined} onRetry={onRetry} />
    ),
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
