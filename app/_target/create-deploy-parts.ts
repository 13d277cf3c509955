import { deploymentScope } from "#components/playground/deployment-scope.ts";
import { failureOfError } from "#components/playground/failure-of-error.ts";
import { followPlace } from "#components/playground/follow-place.ts";
import { randomId } from "#components/playground/random-id.ts";
import { serverFiles } from "#components/playground/source-files.ts";
import type { Starters } from "#components/playground/starter.ts";
import { defaultSettings, toSettings } from "#components/playground/to-settings.ts";
import type { Deployed, DeployParts } from "#components/target/target.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { describeSource } from "./describe-source.ts";
import { lateClients } from "./late-clients.ts";
import { targetSources } from "./target-sources.ts";
import { failureOfSources, toFailureView } from "./to-failure-view.tsx";

/** What a feature that deploys needs of the playground: its drafts and examples, how they are saved, how it says failures. */
export function createDeployParts(starters: Starters, text: Dictionary): DeployParts {
  return {
    sources: () => targetSources(starters, text),
    describe: describeSource,
    deploy,
    explain: (error) => toFailureView(error === null ? { kind: "lostConnection" } : failureOfError(error)),
  };
}

async function deploy(
  ...[{ files }, server, { signal, onPlace }]: Parameters<DeployParts["deploy"]>
): Promise<Deployed> {
  const api = await lateClients();
  const answered = new AbortController();
  const ticket = randomId();
  void followPlace({ api, ticket, onPlace, pause }, AbortSignal.any([signal, answered.signal]));
  try {
    const settings = toSettings({ ...defaultSettings, ...server });
    const created = await api.deployments.createDeployment(
      { files: serverFiles(files), settings, scope: deploymentScope() },
      { signal, headers: { "x-ticket": ticket } },
    );
    const failure = failureOfSources(created.diagnostics);
    return failure === null ? { ok: true, deploymentId: created.id } : { ok: false, failure };
  } finally {
    answered.abort();
  }
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
