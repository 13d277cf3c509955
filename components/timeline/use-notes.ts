"use client";

import { useCallback, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { noteLimits, type RunNote } from "#lib/record/run-note.ts";
import type { RunLayout } from "#lib/timeline/lane.ts";
import { readNotes, subscribeToNotes, writeNotes } from "./note-storage.ts";

/** A note and its place on screen. */
export type ShownNote = {
  readonly note: RunNote;
  /** As the runs are drawn. */
  readonly run: number;
  /** Over all runs, from 1. */
  readonly number: number;
  /** µs since the first intended start. */
  readonly atUs: number;
};

/** Where a note is being written: a new one, or one that exists. */
export type NoteDraft = Pick<ShownNote, "run" | "atUs"> & {
  readonly attempt: number | null;
  readonly id: string | null;
  readonly text: string;
};

export type NotesControl = {
  readonly notes: readonly ShownNote[];
  readonly draft: NoteDraft | null;
  /** The last deleted one, until it is forgotten. */
  readonly removed: ShownNote | null;
  readonly isFull: (run: number) => boolean;
  write(place: Omit<NoteDraft, "id" | "text">): void;
  edit(shown: ShownNote): void;
  save(text: string): void;
  cancel(): void;
  remove(shown: ShownNote): void;
  undo(): void;
};

/** The notes of the runs on screen, kept by run in this browser. */
export function useNotes(layouts: readonly RunLayout[]): NotesControl {
  const [draft, setDraft] = useState<NoteDraft | null>(null);
  const [removed, setRemoved] = useState<ShownNote | null>(null);
  const lists = useRef<readonly (readonly RunNote[])[]>([]);
  const look = useCallback(() => {
    const next = layouts.map(({ record }) => readNotes(record));
    const isSame = next.length === lists.current.length && next.every((list, i) => list === lists.current[i]);
    if (!isSame) lists.current = next;
    return lists.current;
  }, [layouts]);
  const found = useSyncExternalStore(subscribeToNotes, look, look);

  const notes = useMemo(
    () =>
      found
        .flatMap((list, run) =>
          list.map((note) => ({ note, run, atUs: note.atUs - (layouts[run]?.originUs ?? 0) })),
        )
        .map((shown, i): ShownNote => ({ ...shown, number: i + 1 })),
    [found, layouts],
  );

  const change = (run: number, next: (list: readonly RunNote[]) => readonly RunNote[]) => {
    const layout = layouts[run];
    if (layout !== undefined) writeNotes(layout.record.header.id, next(readNotes(layout.record)));
  };
  return {
    notes,
    draft,
    removed,
    isFull: (run) => (found[run]?.length ?? 0) >= noteLimits.perRun,
    write: (place) => setDraft({ ...place, id: null, text: "" }),
    edit: ({ note, run, atUs }) =>
      setDraft({ run, atUs, attempt: note.attempt, id: note.id, text: note.text }),
    save(text) {
      setDraft(null);
      const said = text.trim().slice(0, noteLimits.characters);
      const layout = draft === null ? undefined : layouts[draft.run];
      if (draft === null || layout === undefined || said === "") return;
      const id = draft.id ?? crypto.randomUUID();
      const atUs = Math.max(0, Math.round(draft.atUs + layout.originUs));
      const note = { id, atUs, attempt: draft.attempt, text: said };
      change(draft.run, (list) => [...list.filter((other) => other.id !== id), note]);
    },
    cancel: () => setDraft(null),
    remove(shown) {
      change(shown.run, (list) => list.filter(({ id }) => id !== shown.note.id));
      setRemoved(shown);
    },
    undo() {
      if (removed !== null) change(removed.run, (list) => [...list, removed.note]);
      setRemoved(null);
    },
  };
}
