import type { RunSettings } from "#lib/record/run-record.ts";

/** What a link holds: a visitor's work at one moment, and nothing of who made it or when. */
export type Snippet = {
  /** In the order in which the editor shows them. */
  readonly files: readonly SnippetFile[];
  readonly settings: RunSettings;
  /** The chosen experiment; empty: the first one. */
  readonly experiment: string;
  /** The starter that the work began with; empty: not known. */
  readonly starter: string;
};

export type SnippetFile = { readonly path: string; readonly content: string };
