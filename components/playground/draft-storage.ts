import { type Draft, type NamedDraft, parseDraft } from "./draft.ts";

/** Why work could not be kept: there is no room left, or the browser allows no storage on this page. */
export type StorageProblem = "full" | "refused";

/** Where the drafts of one kind lie in this browser: those of the free playground, or those of one lesson. */
export type DraftShelf = {
  /** Begins their keys, and the names of their locks. */
  readonly prefix: string;
  /** The draft under this name; null when there is none, or storage is refused. */
  read(id: string): Draft | null;
  /** Newest first. */
  list(): NamedDraft[];
  write(id: string, draft: Draft): StorageProblem | null;
  remove(id: string): void;
  /** Whether a change of `localStorage` in another tab was about one of them. */
  isAbout(event: StorageEvent): boolean;
  /** The name this tab wrote under before a reload or a crash. A duplicated tab finds its original's name. */
  readOwnId(): string | null;
  writeOwnId(id: string): void;
};

/** `ownKey` names this tab's own draft in `sessionStorage`. */
export function openDraftShelf(prefix: string, ownKey: string): DraftShelf {
  return {
    prefix,
    read(id) {
      try {
        return parseDraft(localStorage.getItem(prefix + id));
      } catch {
        return null;
      }
    },
    list() {
      try {
        return Object.keys(localStorage)
          .filter((key) => key.startsWith(prefix))
          .map((key) => ({ id: key.slice(prefix.length), draft: parseDraft(localStorage.getItem(key)) }))
          .filter((each): each is NamedDraft => each.draft !== null)
          .sort((a, b) => b.draft.savedAtUnixMs - a.draft.savedAtUnixMs);
      } catch {
        return [];
      }
    },
    write(id, draft) {
      try {
        localStorage.setItem(prefix + id, JSON.stringify(draft));
        return null;
      } catch (error) {
        return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "refused";
      }
    },
    remove(id) {
      try {
        localStorage.removeItem(prefix + id);
      } catch {
        // Nothing was kept, so nothing is left.
      }
    },
    isAbout: ({ key }) => key === null || key.startsWith(prefix),
    readOwnId() {
      try {
        return sessionStorage.getItem(ownKey);
      } catch {
        return null;
      }
    },
    writeOwnId(id) {
      try {
        sessionStorage.setItem(ownKey, id);
      } catch {
        // The name lives as long as the page.
      }
    },
  };
}

/** The drafts of the free playground. */
export const playShelf = openDraftShelf("rpc-playground.draft.", "rpc-playground.own-draft");
