import type { SharePage } from "#lib/share/share-page.ts";
import type { Log } from "#server/log.ts";
import type { ShareLibrary } from "./share-library.ts";

/** What the page of a short link is drawn from. A store that does not answer is a page that says so. */
export function createSharePageReader(library: Pick<ShareLibrary, "load">, log: Log) {
  return async (id: string): Promise<SharePage> => {
    try {
      const found = await library.load(id);
      if (found === undefined) return { kind: "unknown" };
      if (found.kind === "removed") return found;
      const { snippet, createdAtMs, version } = found;
      return { kind: "kept", id, snippet, createdAtUnixMs: createdAtMs, madeWith: version };
    } catch (error) {
      log.warn("a short link cannot be read", { error });
      return { kind: "unavailable" };
    }
  };
}
