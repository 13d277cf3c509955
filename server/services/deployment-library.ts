import type { StoreTrouble } from "#lib/failure-reasons.ts";
import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import { createLru } from "#lib/lru.ts";
import { ok, type Result } from "#lib/result.ts";
import type { HostedDeployment } from "#server/gateway/gateway.ts";
import type { Store } from "#server/store/store.ts";
import type { CompiledDeployment } from "./compile-deployment.ts";
import { decodeArtefact } from "./deployment-artefact.ts";
import {
  contentId,
  type DeploymentContent,
  decodeContent,
  encodeContent,
  isDeploymentId,
} from "./deployment-content.ts";
import { createSavedDeployments } from "./saved-deployments.ts";

/** A deployment with all that its visitor wrote. */
export type KnownDeployment = HostedDeployment &
  Pick<CompiledDeployment, "warnings"> &
  Pick<DeploymentContent, "files" | "scope">;

/** Every deployment there is, compiled: the newest in memory, all saved ones in the store. */
export type DeploymentLibrary = {
  /** Compiles the content unless it is known, within `inTurn`. Nothing is saved yet. */
  prepare(
    content: DeploymentContent,
    inTurn: InTurn,
  ): Promise<Result<KnownDeployment, readonly Diagnostic[]>>;
  /** Makes it outlive this process. What keeps the store from it is returned; the deployment is known all the same. */
  save(deployment: KnownDeployment): Promise<StoreTrouble | null>;
  /** Undefined for an id that was never saved. Compiles only when the stored artefact is another version's. */
  load(id: string): Promise<KnownDeployment | undefined>;
  /** Saves what could not be saved before and is still in memory. */
  saveLate(): Promise<void>;
};

/** Does the work when its turn has come. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

export type LibraryParts = {
  readonly store: Store;
  compile(files: DeploymentContent["files"]): Promise<Result<CompiledDeployment, readonly Diagnostic[]>>;
  /** Wall clock, ms. */
  nowMs(): number;
};

/** Bytes, roughly: a hundred deployments of the usual size are a third of this. */
const inMemoryBytes = 32 * 1024 * 1024;

/** What a method is described with, and a warning. */
const entryBytes = 1_000;

/** Of what a deployment holds, the texts: sources, code, source maps; and what is known of its schema. */
function weigh(_id: string, deployment: KnownDeployment): number {
  const { files, program, descriptorSet, services, warnings } = deployment;
  const texts = [
    ...files.map(({ content }) => content),
    ...program.modules.flatMap(({ code, sourceMap }) => [code, sourceMap]),
  ];
  const entries = services.reduce((sum, { methods }) => sum + methods.length, warnings.length);
  const ownBytes = 10_000 + descriptorSet.length + entryBytes * entries;
  return texts.reduce((sum, { length }) => sum + length, ownBytes);
}

export function createDeploymentLibrary({ store, compile, nowMs }: LibraryParts): DeploymentLibrary {
  const known = createLru(inMemoryBytes, weigh);
  const saved = createSavedDeployments(store, nowMs);
  const underWay = new Map<string, Promise<Result<KnownDeployment, readonly Diagnostic[]>>>();

  /** Two visitors who deploy the same at the same time share one compilation. */
  function compileOnce(id: string, content: DeploymentContent) {
    const running = underWay.get(id);
    if (running !== undefined) return running;
    const started = compile(content.files)
      .then((compiled) => (compiled.ok ? ok(keep(id, content, compiled.value)) : compiled))
      .finally(() => underWay.delete(id));
    underWay.set(id, started);
    return started;
  }

  function keep(id: string, content: DeploymentContent, compiled: CompiledDeployment): KnownDeployment {
    const deployment = { id, ...content, ...compiled };
    known.set(id, deployment);
    return deployment;
  }

  async function read(id: string): Promise<KnownDeployment | undefined> {
    const stored = await store.loadDeployment(id);
    if (stored === undefined) return undefined;
    saved.noteSeen(id);
    const content = decodeContent(stored.content);
    const compiled = decodeArtefact(stored.artefact);
    if (compiled !== undefined) return keep(id, content, compiled);
    const anew = await compileOnce(id, content);
    // It compiled once, when it was saved: that it no longer does is a change of ours.
    if (!anew.ok) throw new Error(`deployment ${id} no longer compiles: ${anew.problem[0]?.message}`);
    await saved.write(anew.value);
    return anew.value;
  }

  return {
    async prepare(content, inTurn) {
      const id = contentId(encodeContent(content));
      const find = () => {
        const deployment = known.get(id);
        return deployment === undefined ? undefined : ok(deployment);
      };
      return find() ?? inTurn(async () => find() ?? compileOnce(id, content));
    },
    save: saved.save,
    async load(id) {
      if (!isDeploymentId(id)) return undefined;
      // What was prepared only was never accepted.
      const deployment = saved.isAccepted(id) ? known.get(id) : undefined;
      if (deployment === undefined) return read(id);
      store.noteDeploymentUse(id);
      return deployment;
    },
    saveLate: () => saved.saveLate((id) => known.get(id)),
  };
}
