import { type Draft, type NamedDraft, parseDraft } from "./draft.ts";

/** Why work could not be kept: there is no room left, or the browser allows no storage on this page. */
export type StorageProblem = "full" | "refused";

const prefix = "rpc-playground.draft.";
const ownKey = "rpc-playground.own-draft";

/** The draft under this name; null when there is none, or storage is refused. */
export function readDraft(id: string): Draft | null {
  try {
    return parseDraft(localStorage.getItem(prefix + id));
  } catch {
    return null;
  }
}

/** All drafts of this browser, newest first. */
export function listDrafts(): NamedDraft[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ id: key.slice(prefix.length), draft: parseDraft(localStorage.getItem(key)) }))
      .filter((each): each is NamedDraft => each.draft !== null)
      .sort((a, b) => b.draft.savedAtUnixMs - a.draft.savedAtUnixMs);
  } catch {
    return [];
  }
}

export function writeDraft(id: string, draft: Draft): StorageProblem | null {
  try {
    localStorage.setItem(prefix + id, JSON.stringify(draft));
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "refused";
  }
}

export function removeDraft(id: string): void {
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // Nothing was kept, so nothing is left.
  }
}

/** Whether a change of `localStorage` in another tab was about a draft. */
export function isAboutDrafts({ key }: StorageEvent): boolean {
  return key === null || key.startsWith(prefix);
}

/** The name this tab wrote under before a reload or a crash. A duplicated tab finds its original's name. */
export function readOwnId(): string | null {
  try {
    return sessionStorage.getItem(ownKey);
  } catch {
    return null;
  }
}

export function writeOwnId(id: string): void {
  try {
    sessionStorage.setItem(ownKey, id);
  } catch {
    // The name lives as long as the page.
  }
}
