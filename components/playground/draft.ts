import type { RunSettings } from "#lib/record/run-record.ts";
import type { SourceText } from "./source-files.ts";

/** A visitor's work at one moment. */
export type Draft = {
  /** Null while nothing differs from the starter, which then comes in the page's language. */
  readonly files: readonly SourceText[] | null;
  /** Which of them are the starter's own. */
  readonly untouched?: readonly string[];
  readonly settings: RunSettings;
  readonly experiment: string;
  /** The starter it began with; absent in drafts from before there was a choice. */
  readonly starter?: string;
  readonly savedAtUnixMs: number;
};

/** A draft with its name; every tab writes under a name of its own. */
export type NamedDraft = { readonly id: string; readonly draft: Draft };

/** Reads what was stored, by an older version or by hand. Null: it is no draft. */
export function parseDraft(text: string | null): Draft | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return isDraft(value) ? value : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== "object" || value === null) return false;
  const draft = value as Partial<Draft>;
  const { files } = draft;
  return (
    (files === null ||
      (Array.isArray(files) &&
        files.every((file) => typeof file?.path === "string" && typeof file?.content === "string"))) &&
    typeof draft.settings === "object" &&
    draft.settings !== null &&
    typeof draft.settings.network === "object" &&
    typeof draft.experiment === "string" &&
    (draft.starter === undefined || typeof draft.starter === "string") &&
    (draft.untouched === undefined || Array.isArray(draft.untouched)) &&
    typeof draft.savedAtUnixMs === "number"
  );
}

/** Whether both hold the same code. */
export function hasSameFiles(a: readonly SourceText[] | null, b: readonly SourceText[] | null): boolean {
  return textOf(a) === textOf(b);
}

function textOf(files: readonly SourceText[] | null): string {
  return JSON.stringify(files?.map(({ path, content }) => [path, content]) ?? null);
}

/** Paths that differ from the starter, added or changed, in the draft's order. */
export function changedPaths(files: readonly SourceText[], starter: readonly SourceText[]): string[] {
  const original = new Map(starter.map(({ path, content }) => [path, content]));
  return files.filter(({ path, content }) => original.get(path) !== content).map(({ path }) => path);
}
