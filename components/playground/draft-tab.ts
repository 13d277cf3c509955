import type { Draft } from "./draft.ts";
import { createDraftHolder, type DraftHolder } from "./draft-holder.ts";
import {
  listDrafts,
  readDraft,
  readOwnId,
  removeDraft,
  type StorageProblem,
  writeDraft,
  writeOwnId,
} from "./draft-storage.ts";
import { randomId } from "./random-id.ts";

/**
 * How this tab came by its draft. `own`: it had it before a reload or a crash. `adopted`: no tab had it open any more.
 * `copied`: another tab has it open, and this one goes on with a copy. `started`: there was none.
 */
export type DraftOrigin = "own" | "adopted" | "copied" | "started";

/** What a tab begins with, known at once; under which name it goes on is settled a moment later. */
export type FirstDraft = {
  readonly id: string | null;
  readonly draft: Draft | null;
  readonly isOwn: boolean;
};

/** This tab's place among the drafts of this browser: it writes one name, which no other tab writes. */
export type DraftTab = {
  /** Null until settled. */
  id(): string | null;
  settle(first: FirstDraft): Promise<DraftOrigin>;
  /** Goes on under another draft's name, and is true; or under a new one when another tab has it open (null: always). */
  moveTo(id: string | null): Promise<boolean>;
  /** Writes the work under this tab's name; before it is settled, under a new one. */
  save(draft: Draft): StorageProblem | null;
  heldByOthers(): Promise<ReadonlySet<string>>;
  /** The browser may bring a page back from its memory: its name is free meanwhile, and taken again after. */
  rest(): void;
  wake(): Promise<void>;
  close(): void;
};

/** Older ones are forgotten, unless a tab has them open. */
const keptDrafts = 20;
/** A page that is being reloaded lets go of its name a moment after the next one asks. */
const reloadMs = 1_500;

/** This tab's own work, else the newest of all. */
export function firstDraft(): FirstDraft {
  const id = readOwnId();
  const own = id === null ? null : readDraft(id);
  if (own !== null) return { id, draft: own, isOwn: true };
  const newest = listDrafts()[0];
  return { id: newest?.id ?? null, draft: newest?.draft ?? null, isOwn: false };
}

export function openDraftTab(holder: DraftHolder = createDraftHolder()): DraftTab {
  let current: string | null = null;

  /** Takes a free name; its draft becomes this tab's. */
  const begin = async (): Promise<string> => {
    const id = randomId();
    current = id;
    await holder.claim(id, reloadMs);
    return id;
  };
  const claim = async (id: string, waitMs: number) =>
    (await holder.claim(id, 0)) || (waitMs > 0 && (await holder.claim(id, waitMs)));
  const copy = async (draft: Draft | null) => {
    const id = await begin();
    // A copy is as old as the work in it.
    if (draft !== null && writeDraft(id, draft) === null) writeOwnId(id);
  };
  const prune = async () => {
    const held = await holder.heldByOthers();
    const old = listDrafts().slice(keptDrafts);
    for (const { id } of old) if (id !== current && !held.has(id)) removeDraft(id);
  };

  return {
    id: () => current,
    async settle({ id, draft, isOwn }) {
      try {
        if (id === null) {
          await begin();
          return "started";
        }
        if (await claim(id, isOwn ? reloadMs : 0)) {
          current = id;
          writeOwnId(id);
          return isOwn ? "own" : "adopted";
        }
        await copy(draft);
        return "copied";
      } finally {
        void prune();
      }
    },
    async moveTo(id) {
      const isFree = id !== null && (await claim(id, 0));
      if (isFree) {
        current = id;
        writeOwnId(id);
      } else await begin();
      void prune();
      return isFree;
    },
    save(draft) {
      current ??= randomId();
      const problem = writeDraft(current, draft);
      if (problem === null) writeOwnId(current);
      return problem;
    },
    heldByOthers: () => holder.heldByOthers(),
    rest: () => holder.release(),
    async wake() {
      const id = current;
      if (id === null || (await claim(id, reloadMs))) return;
      await copy(readDraft(id));
    },
    close: () => holder.close(),
  };
}
