import type { PlannedRun } from "./lesson.ts";
import type { Params } from "./params.ts";

export type ProjectFile = { readonly path: string; readonly content: string };

/** The files of a lesson: what it opens with, and what stands in for other parties in hidden runs. */
export type LessonFiles = {
  readonly start: readonly ProjectFile[];
  /** Folder name below `peers/` → files laid over the project. */
  readonly peers: Readonly<Record<string, readonly ProjectFile[]>>;
};

/** The file whose values a hidden rerun replaces. */
export const paramsFile = "params.ts";

/**
 * What a run is made of: the learner's own files, and for all others the lesson's, so that a check never meets a server
 * that was made to please it. On top the run's params and its peers.
 */
export function composeProject(
  files: LessonFiles,
  yours: readonly string[],
  learner: readonly ProjectFile[],
  run: Pick<PlannedRun, "params" | "peer">,
): ProjectFile[] {
  const project = new Map(files.start.map(({ path, content }) => [path, content]));
  for (const { path, content } of learner) {
    if (isYours(path, yours, files)) project.set(path, content);
  }
  for (const path of yours) {
    if (project.has(path) && !learner.some((file) => file.path === path)) project.delete(path);
  }
  for (const { path, content } of run.peer === undefined ? [] : (files.peers[run.peer] ?? [])) {
    project.set(path, content);
  }
  if (run.params !== undefined) project.set(paramsFile, writeParams(run.params));
  return [...project].map(([path, content]) => ({ path, content }));
}

/** `params.ts` with other values. */
export function writeParams(params: Params): string {
  return `export const params = ${JSON.stringify(params, null, 2)};\n`;
}

/** Whether the learner may write it: named as theirs, or added beside the lesson's files. */
export function isYours(path: string, yours: readonly string[], files: LessonFiles): boolean {
  return yours.includes(path) || !files.start.some((file) => file.path === path);
}
