import { fixturesProtoPath } from "#lib/fixtures/fixtures-proto.ts";
import type { PlannedRun } from "./lesson.ts";
import type { Params } from "./params.ts";

/** `only`: a file of that build alone. The two sides may hold different files of one path, as programs of two ages do. */
export type ProjectFile = {
  readonly path: string;
  readonly content: string;
  readonly only?: Side;
};

type Side = "client" | "server";

/** The files of a lesson: what it opens with, and what stands in for other parties in hidden runs. */
export type LessonFiles = {
  readonly start: readonly ProjectFile[];
  /**
   * Folder name below `peers/` → files laid over the project. Those below its `client/` are laid over the client's build
   * alone, and those below its `server/` over the deployment alone.
   */
  readonly peers: Readonly<Record<string, readonly ProjectFile[]>>;
};

/** The file whose values a hidden rerun replaces. */
export const paramsFile = "params.ts";

type Laid = { readonly path: string; readonly content: string };

/**
 * What a run is made of: the learner's own files, and for all others the lesson's, so that a check never meets a server
 * that was made to please it. On top the run's params and its peers.
 */
export function composeProject(
  files: LessonFiles,
  yours: readonly string[],
  learner: readonly ProjectFile[],
  run: Pick<PlannedRun, "params" | "serverParams" | "peer">,
): ProjectFile[] {
  const project = new Map(files.start.map(({ path, content }) => [path, content]));
  for (const { path, content } of learner) {
    if (isYours(path, yours, files)) project.set(path, content);
  }
  for (const path of yours) {
    if (project.has(path) && !learner.some((file) => file.path === path)) project.delete(path);
  }
  const peer = run.peer === undefined ? [] : (files.peers[run.peer] ?? []);
  const { both, client, server } = bySide(peer);
  for (const { path, content } of both) project.set(path, content);
  if (run.params !== undefined) project.set(paramsFile, writeParams(run.params));
  if (run.serverParams !== undefined)
    server.push({ path: paramsFile, content: writeParams({ ...run.params, ...run.serverParams }) });
  return layOver(project, client, server);
}

/** `client/greet.proto` of a peer is the client's `greet.proto`. */
function bySide(peer: readonly ProjectFile[]): Record<Side | "both", Laid[]> {
  const sides: Record<Side | "both", Laid[]> = { both: [], client: [], server: [] };
  for (const { path, content } of peer) {
    const side = path.startsWith("client/") ? "client" : path.startsWith("server/") ? "server" : "both";
    sides[side].push({ path: side === "both" ? path : path.slice(side.length + 1), content });
  }
  return sides;
}

/** A path that one side has a file of its own for leaves the common one to the other side. */
function layOver(
  common: ReadonlyMap<string, string>,
  client: readonly Laid[],
  server: readonly Laid[],
): ProjectFile[] {
  const has = (side: readonly Laid[], path: string) => side.some((file) => file.path === path);
  const shared = [...common].flatMap(([path, content]): ProjectFile[] => {
    const [isClients, isServers] = [has(client, path), has(server, path)];
    if (isClients && isServers) return [];
    if (isClients) return [{ path, content, only: "server" }];
    return isServers ? [{ path, content, only: "client" }] : [{ path, content }];
  });
  return [
    ...shared,
    ...client.map((file): ProjectFile => ({ ...file, only: "client" })),
    ...server.map((file): ProjectFile => ({ ...file, only: "server" })),
  ];
}

/** `params.ts` with other values. */
export function writeParams(params: Params): string {
  return `export const params = ${JSON.stringify(params, null, 2)};\n`;
}

/** Whether the learner may write it: named as theirs, or added beside the lesson's files and standing in for none of them. */
export function isYours(path: string, yours: readonly string[], files: LessonFiles): boolean {
  if (yours.includes(path)) return true;
  if (path === fixturesProtoPath) return false;
  const module = asImported(path);
  return !files.start.some((file) => asImported(file.path) === module);
}

/** Equal for files of which an import might find the one instead of the other: `shop.ts`, `shop/index.ts`, `Shop.ts.ts`. */
function asImported(path: string): string {
  return path
    .toLowerCase()
    .replace(/(?:\.[tj]s)+$/, "")
    .replace(/\/index$/, "")
    .replace(/(?:\.[tj]s)+$/, "");
}
