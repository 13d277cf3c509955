import { type DraftShelf, openDraftShelf } from "./draft-storage.ts";
import { randomId } from "./random-id.ts";
import type { SourceText } from "./source-files.ts";

const prefix = "rpc-playground.lesson.";

/** The drafts of one lesson: every tab writes one of its own, as in the free playground. */
export function lessonShelf(slug: string): DraftShelf {
  const shelf = openDraftShelf(`${prefix}${slug}~`, `rpc-playground.own-lesson.${slug}`);
  takeOver(prefix + slug, shelf);
  return shelf;
}

/** Before tabs had drafts of their own, a lesson's work lay under the lesson's name alone. */
function takeOver(key: string, shelf: DraftShelf): void {
  try {
    const before = localStorage.getItem(key);
    if (before === null) return;
    localStorage.setItem(shelf.prefix + randomId(), before);
    localStorage.removeItem(key);
  } catch {
    // It stays where it is until there is room.
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
