import type { LinkProblem } from "#lib/share/link-fragment.ts";
import type { Snippet } from "#lib/share/snippet.ts";

/** A short link's own facts, of those that came by one. */
export type ShortLink = {
  readonly id: string;
  readonly createdAtUnixMs: number;
  /** The libraries it was made with. */
  readonly madeWith: string;
};

/** What a link brought: work to look at, or why it cannot be opened. */
export type OpenedLink =
  /** `short`: absent of links with everything in them. */
  | { readonly kind: "snippet"; readonly snippet: Snippet; readonly short?: ShortLink }
  | { readonly kind: "broken"; readonly problem: LinkProblem };
