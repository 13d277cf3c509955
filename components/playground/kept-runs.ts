import { parseRecordFile, toRecordFile } from "#lib/record/record-file.ts";
import type { RunList, StoredRun } from "./run-list.ts";

/**
 * The runs of this visit, as record files in `sessionStorage`: they outlive a reload, a crash and the switch of the
 * language, belong to this tab, and go with it. Those of a lesson lie on a shelf of their own, named by its slug; the
 * free playground's shelf has no name.
 */
const prefixOf = (shelf: string) =>
  shelf === "" ? "rpc-playground.run." : `rpc-playground.lesson-run.${shelf}.`;
const viewKeyOf = (shelf: string) =>
  shelf === "" ? "rpc-playground.shown-runs" : `rpc-playground.lesson-shown.${shelf}`;

/** Browsers give a tab about 5 million characters: a part of them is left to others. */
const keptCharacters = 3_000_000;

type KeptRun = {
  readonly number: number;
  readonly origin: "run" | "file" | "history";
  readonly sourceKey: string | null;
  /** When it was kept: the order of the list. */
  readonly atUnixMs: number;
  readonly file: string;
};

/** Which runs are on screen, by id. */
export type KeptView = Pick<RunList, "shownId" | "otherId">;

/** Keeps a finished run, and lets go of the oldest ones for it. One that alone is too large is not kept. */
export function keepRun({ id, number, origin, sourceKey, record }: StoredRun, shelf = ""): void {
  // The server tells again what came from outside, and a check is made again.
  if (origin !== "run" && origin !== "file" && origin !== "history") return;
  const kept: KeptRun = { number, origin, sourceKey, atUnixMs: Date.now(), file: toRecordFile(record) };
  const text = JSON.stringify(kept);
  if (text.length > keptCharacters) return;
  try {
    makeRoom(text.length, shelf);
    sessionStorage.setItem(prefixOf(shelf) + id, text);
  } catch {
    // Full or refused: the run lives as long as the page.
  }
}

/** The kept runs, oldest first. What cannot be read any more is left out. */
export function readKeptRuns(shelf = ""): StoredRun[] {
  return keptTexts(shelf)
    .map(([id, text]) => ({ id, ...(JSON.parse(text) as KeptRun) }))
    .sort((a, b) => a.atUnixMs - b.atUnixMs)
    .flatMap(({ id, number, origin, sourceKey, file }) => {
      const parsed = parseRecordFile(file);
      if (!parsed.ok) return [];
      // What this visit ran is as measured as before the reload.
      const recorded = origin !== "run";
      const record = { ...parsed.value, header: { ...parsed.value.header, recorded } };
      return [{ id, number, origin, sourceKey, record, isKept: true }];
    });
}

export function keepView({ shownId, otherId }: KeptView, shelf = ""): void {
  try {
    sessionStorage.setItem(viewKeyOf(shelf), JSON.stringify({ shownId, otherId }));
  } catch {
    // As above.
  }
}

export function readKeptView(shelf = ""): KeptView {
  try {
    const view = JSON.parse(sessionStorage.getItem(viewKeyOf(shelf)) ?? "{}") as Partial<KeptView>;
    return { shownId: view.shownId ?? null, otherId: view.otherId ?? null };
  } catch {
    return { shownId: null, otherId: null };
  }
}

function keptTexts(shelf: string): (readonly [id: string, text: string])[] {
  const prefix = prefixOf(shelf);
  try {
    return Object.keys(sessionStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => [key.slice(prefix.length), sessionStorage.getItem(key) ?? ""] as const)
      .filter(([, text]) => text !== "");
  } catch {
    return [];
  }
}

function makeRoom(characters: number, shelf: string): void {
  const kept = keptTexts(shelf)
    .map(([id, text]) => ({ id, size: text.length, atUnixMs: (JSON.parse(text) as KeptRun).atUnixMs }))
    .sort((a, b) => a.atUnixMs - b.atUnixMs);
  let total = kept.reduce((sum, { size }) => sum + size, characters);
  for (const { id, size } of kept) {
    if (total <= keptCharacters) return;
    sessionStorage.removeItem(prefixOf(shelf) + id);
    total -= size;
  }
}
