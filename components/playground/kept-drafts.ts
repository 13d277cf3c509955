import { type Draft, hasSameFiles } from "./draft.ts";
import { type DraftShelf, playShelf } from "./draft-storage.ts";
import { changesFrom, lessonShelf, withChanges } from "./lesson-work.ts";
import type { SourceText } from "./source-files.ts";
import { lessonOfStarter, type Starter } from "./starter.ts";

type StoredFiles = Pick<Draft, "files" | "untouched">;

/** How work is kept: on which shelf, and what of its files is written down. */
export type KeptDrafts = {
  readonly shelf: DraftShelf;
  toStored(files: readonly SourceText[], starter: Starter): StoredFiles;
  toFiles(draft: Draft, starter: Starter): readonly SourceText[];
  /** Starting again goes on under the same name, and only its undo brings the work back. */
  readonly startsInPlace: boolean;
};

/** The free playground's. Files that are the starter's come back in the page's language. */
export const playDrafts: KeptDrafts = {
  shelf: playShelf,
  startsInPlace: false,
  toStored(files, starter) {
    // A lesson's start is not on every page.
    if (lessonOfStarter(starter.id) === null && hasSameFiles(files, starter.files)) return { files: null };
    const changed = new Set(changesFrom(starter.files, files).map(({ path }) => path));
    return { files, untouched: files.map(({ path }) => path).filter((path) => !changed.has(path)) };
  },
  toFiles(draft, starter) {
    const { files, untouched = [] } = draft;
    if (files === null) return starter.files;
    // Of another starter nothing is known here: its files stay as they were written down.
    if (draft.starter !== starter.id) return files;
    return files.map((file) => {
      const original = starter.files.find(({ path }) => path === file.path);
      return original !== undefined && untouched.includes(file.path) ? original : file;
    });
  },
};

/** A lesson's. Only changes are kept, so that its own files always come as they are today. */
export function lessonDrafts(slug: string): KeptDrafts {
  return {
    shelf: lessonShelf(slug),
    startsInPlace: true,
    toStored(files, starter) {
      const changes = changesFrom(starter.files, files);
      return { files: changes.length === 0 ? null : changes };
    },
    toFiles: ({ files }, starter) => withChanges(starter.files, files ?? []),
  };
}
