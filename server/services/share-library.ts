import type { Snippet } from "#lib/share/snippet.ts";
import { decodeSnippet } from "#lib/share/snippet-message.ts";
import type { Store } from "#server/store/store.ts";
import { contentId, isDeploymentId } from "./deployment-content.ts";

/** What is kept under the id of a short link, decoded. */
export type SharedSnippet =
  | {
      readonly kind: "kept";
      readonly id: string;
      readonly snippet: Snippet;
      readonly createdAtMs: number;
      /** The libraries that it was made with. */
      readonly version: string;
    }
  | { readonly kind: "removed"; readonly reason: string };

/** Short links in the store, by the names of their contents. */
export type ShareLibrary = {
  /** Keeps bytes of `encodeSnippet`; undefined: an operator has removed this content, and why is in `load`. */
  save(content: Uint8Array, version: string): Promise<string | undefined>;
  /** Undefined for an id that was never kept. */
  load(id: string): Promise<SharedSnippet | undefined>;
  /** False for an id that was never kept, or is no longer. */
  report(id: string, reason: string): Promise<boolean>;
};

/** Part of what is hashed: raising it gives every snippet a new id. */
const snippetFormat = "playground.v1 snippet 1\n";

export function shareIdOf(content: Uint8Array): string {
  return contentId(content, snippetFormat);
}

export function createShareLibrary(
  store: Pick<Store, "saveShare" | "loadShare" | "reportShare">,
  nowMs: () => number,
): ShareLibrary {
  return {
    async save(content, version) {
      const id = shareIdOf(content);
      const how = await store.saveShare({ id, content, createdAtMs: nowMs(), version });
      return how === "removed" ? undefined : id;
    },
    async load(id) {
      const stored = isDeploymentId(id) ? await store.loadShare(id) : undefined;
      if (stored === undefined) return undefined;
      if (stored.kind === "removed") return { kind: "removed", reason: stored.reason };
      const { content, createdAtMs, version } = stored;
      return { kind: "kept", id, snippet: decodeSnippet(content), createdAtMs, version };
    },
    report: async (id, reason) => isDeploymentId(id) && (await store.reportShare(id, reason, nowMs())),
  };
}
