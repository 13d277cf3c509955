import type { RunSettings } from "#lib/record/run-record.ts";
import { parseDraft } from "./draft.ts";
import type { StorageProblem } from "./draft-storage.ts";
import type { SourceText } from "./source-files.ts";

/** What a visitor has made of a lesson's start. */
export type LessonWork = {
  /** Files that were changed or added. */
  readonly changes: readonly SourceText[];
  readonly settings: RunSettings;
  readonly experiment: string;
  readonly savedAtUnixMs: number;
};

const prefix = "rpc-playground.lesson.";

/** Null when there is none, or storage is refused. */
export function readLessonWork(slug: string): LessonWork | null {
  try {
    const draft = parseDraft(localStorage.getItem(prefix + slug));
    if (draft === null) return null;
    const { files, settings, experiment, savedAtUnixMs } = draft;
    return { changes: files ?? [], settings, experiment, savedAtUnixMs };
  } catch {
    return null;
  }
}

export function writeLessonWork(slug: string, { changes, ...work }: LessonWork): StorageProblem | null {
  try {
    localStorage.setItem(prefix + slug, JSON.stringify({ ...work, files: changes }));
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "refused";
  }
}

/** Files that differ from the start or are not part of it. */
export function changesFrom(start: readonly SourceText[], files: readonly SourceText[]): SourceText[] {
  return files.filter(({ path, content }) => start.find((file) => file.path === path)?.content !== content);
}

/** The start with these files in place of those with the same paths, and the added ones behind. */
export function withChanges(start: readonly SourceText[], changes: readonly SourceText[]): SourceText[] {
  const own = start.map((file) => changes.find(({ path }) => path === file.path) ?? file);
  return [...own, ...changes.filter(({ path }) => !start.some((file) => file.path === path))];
}
