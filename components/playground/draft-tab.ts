import type { Draft } from "./draft.ts";
import { createDraftHolder, type DraftHolder } from "./draft-holder.ts";
import { type DraftShelf, playShelf, type StorageProblem } from "./draft-storage.ts";
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

/** This tab's own work, else the newest of all; where the page was asked for a starter, of those that began with it. */
export function firstDraft(shelf: DraftShelf = playShelf, asked?: string): FirstDraft {
  const isMeant = (draft: Draft) => asked === undefined || draft.starter === asked;
  const id = shelf.readOwnId();
  const own = id === null ? null : shelf.read(id);
  if (own !== null && isMeant(own)) return { id, draft: own, isOwn: true };
  const newest = shelf.list().find(({ draft }) => isMeant(draft));
  return { id: newest?.id ?? null, draft: newest?.draft ?? null, isOwn: false };
}

export function openDraftTab(
  shelf: DraftShelf,
  holder: DraftHolder = createDraftHolder(shelf.prefix),
): DraftTab {
  let current: string | null = null;
  // A page that was left takes no more names, and gives back those that still come.
  let isClosed = false;
  const take = async (id: string, waitMs: number) => {
    if (isClosed) return false;
    const isTaken = await holder.claim(id, waitMs);
    if (isClosed) holder.release();
    return isTaken && !isClosed;
  };

  /** Takes a free name; its draft becomes this tab's. */
  const begin = async (): Promise<string> => {
    const id = randomId();
    current = id;
    await take(id, reloadMs);
    return id;
  };
  const claim = async (id: string, waitMs: number) =>
    (await take(id, 0)) || (waitMs > 0 && (await take(id, waitMs)));
  const copy = async (draft: Draft | null) => {
    if (isClosed) return;
    const id = await begin();
    // A copy is as old as the work in it.
    if (draft !== null && shelf.write(id, draft) === null) shelf.writeOwnId(id);
  };
  const prune = async () => {
    const held = await holder.heldByOthers();
    const old = shelf.list().slice(keptDrafts);
    for (const { id } of old) if (id !== current && !held.has(id)) shelf.remove(id);
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
          shelf.writeOwnId(id);
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
        shelf.writeOwnId(id);
      } else await begin();
      void prune();
      return isFree;
    },
    save(draft) {
      current ??= randomId();
      const problem = shelf.write(current, draft);
      if (problem === null) shelf.writeOwnId(current);
      return problem;
    },
    heldByOthers: () => holder.heldByOthers(),
    rest: () => holder.release(),
    async wake() {
      const id = current;
      if (id === null || (await claim(id, reloadMs))) return;
      await copy(shelf.read(id));
    },
    close() {
      isClosed = true;
      holder.close();
    },
  };
}
