import type { RunNote } from "#lib/record/run-note.ts";
import type { RunRecord } from "#lib/record/run-record.ts";

/**
 * The visitor's notes by run, in this browser's `localStorage`: one entry for each run that has some. Where storage is
 * refused they live as long as the page.
 */
const prefix = "rpc-playground.notes.";

/** Notes of more runs than this push out the oldest ones. */
const keptRuns = 100;

type Kept = { readonly atUnixMs: number; readonly notes: readonly RunNote[] };

const listeners = new Set<() => void>();
const known = new Map<string, readonly RunNote[]>();
const none: readonly RunNote[] = [];
let isRefused = false;

/** The notes of a run, oldest place first: as edited here, else as its file brought them. The same list until it changes. */
export function readNotes({ header, notes = none, attempts }: RunRecord): readonly RunNote[] {
  const found = known.get(header.id);
  if (found !== undefined) return found;
  const stored = readStored(header.id)?.filter(
    ({ attempt }) => attempt === null || attempt < attempts.length,
  );
  const list = stored ?? notes;
  known.set(header.id, list);
  return list;
}

export function writeNotes(runId: string, notes: readonly RunNote[]): void {
  known.set(
    runId,
    [...notes].sort((a, b) => a.atUs - b.atUs),
  );
  try {
    const kept: Kept = { atUnixMs: Date.now(), notes: known.get(runId) ?? none };
    localStorage.setItem(prefix + runId, JSON.stringify(kept));
    forgetOldest();
  } catch {
    isRefused = true;
  }
  for (const listener of listeners) listener();
}

/** The browser did not keep the last note. */
export function areNotesRefused(): boolean {
  return isRefused;
}

/** Also told when another tab wrote. The caller ends it. */
export function subscribeToNotes(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key?.startsWith(prefix) !== true) return;
    known.delete(key.slice(prefix.length));
    listener();
  };
  listeners.add(listener);
  addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    removeEventListener("storage", onStorage);
  };
}

/** Null when nothing was ever kept for the run, or what was kept cannot be read any more. */
function readStored(runId: string): readonly RunNote[] | null {
  try {
    const { notes } = JSON.parse(localStorage.getItem(prefix + runId) ?? "null") as Kept;
    return Array.isArray(notes) ? notes.filter(isNote) : null;
  } catch {
    return null;
  }
}

function isNote(value: Partial<RunNote> | null): value is RunNote {
  return (
    typeof value?.id === "string" &&
    typeof value.text === "string" &&
    Number.isInteger(value.atUs) &&
    (value.attempt === null || Number.isInteger(value.attempt))
  );
}

function forgetOldest(): void {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  if (keys.length <= keptRuns) return;
  const ages = keys.map((key) => {
    try {
      return { key, atUnixMs: (JSON.parse(localStorage.getItem(key) ?? "") as Kept).atUnixMs };
    } catch {
      return { key, atUnixMs: 0 };
    }
  });
  ages.sort((a, b) => a.atUnixMs - b.atUnixMs);
  for (const { key } of ages.slice(0, keys.length - keptRuns)) localStorage.removeItem(key);
}
