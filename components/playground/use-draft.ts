"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { RunSettings } from "#lib/record/run-record.ts";
import type { Snippet } from "#lib/share/snippet.ts";
import { type Draft, hasSameFiles, type NamedDraft } from "./draft.ts";
import type { StorageProblem } from "./draft-storage.ts";
import { type DraftOrigin, type DraftTab, type FirstDraft, firstDraft, openDraftTab } from "./draft-tab.ts";
import { type KeptDrafts, playDrafts } from "./kept-drafts.ts";
import { type OtherDraft, otherDrafts } from "./other-drafts.ts";
import type { SourceText } from "./source-files.ts";
import { type Starter, type StarterId, type Starters, starterOf } from "./starter.ts";
import { defaultSettings } from "./to-settings.ts";

export type DraftControl = {
  readonly files: readonly SourceText[];
  readonly settings: RunSettings;
  readonly experiment: string;
  /** What the work began with; the first one where the page does not know it. */
  readonly starter: Starter;
  /** Its name, known or not. */
  readonly starterId: string | undefined;
  /** Nothing differs from the starter. */
  readonly isStarter: boolean;
  /** When the work that was found on arrival had been saved; null when the starter was loaded. */
  readonly restoredAtUnixMs: number | null;
  /** How this tab came by its draft; null until it is settled. */
  readonly origin: DraftOrigin | null;
  /** Why the work is not kept at the moment; null: it is. */
  readonly problem: StorageProblem | null;
  /** Work of other tabs, open or closed, newest first. */
  readonly others: readonly OtherDraft[];
  setContent(path: string, content: string): void;
  setSettings(settings: RunSettings): void;
  setExperiment(name: string): void;
  addFile(path: string): void;
  renameFile(path: string, next: string): void;
  /** Returns what undoes it. */
  deleteFile(path: string): () => void;
  /** Goes on from a starter under a new name and returns what undoes it; the work so far stays among the others. */
  startFrom(id: StarterId): () => void;
  /** Shows another draft, as a copy while another tab has it open. Returns what undoes it. */
  openOther(id: string): () => void;
  /** Returns what undoes it. */
  deleteOther(id: string): () => void;
  /** Goes on from other work under a new name; the work so far stays among the others. Returns what undoes it. */
  openSnippet(snippet: Snippet): () => void;
  /** Shows the visitor's own work instead of what a link brought. Null: there is none, or it is shown. */
  readonly backToOwn: (() => void) | null;
};

type Work = Pick<Draft, "settings" | "experiment"> & {
  readonly files: readonly SourceText[];
  /** The starter's name: the page may get to know it later. */
  readonly starter: string | undefined;
};

const saveDelayMs = 300;

/**
 * The visitor's files, settings and chosen experiment, kept in this browser from the first change on. `asked`: the starter
 * that the page was opened for; else it goes on with whatever this tab, or the newest draft, has. `opened`: work that a
 * link brought, which becomes a draft of its own with the first change.
 */
export function useDraft(
  starters: Starters,
  kind: KeptDrafts = playDrafts,
  asked?: StarterId,
  opened: Snippet | null = null,
): DraftControl {
  const { shelf, startsInPlace } = kind;
  const known = useRef(starters);
  useLayoutEffect(() => {
    known.current = starters;
  });
  const [work, setWork] = useState<Work>(() =>
    opened === null ? startOf(starterOf(starters, asked)) : workOfSnippet(opened),
  );
  const [ownId, setOwnId] = useState<string | null>(null);
  const [restoredAtUnixMs, setRestored] = useState<number | null>(null);
  const [problem, setProblem] = useState<StorageProblem | null>(null);
  const [origin, setOrigin] = useState<DraftOrigin | null>(null);
  const [others, setOthers] = useState<readonly OtherDraft[]>([]);
  const tab = useRef<DraftTab | null>(null);
  /** The work as it was last loaded or saved: what has not changed since is not written again. */
  const kept = useRef<Work>(work);
  /** What is on screen before this tab's draft has been looked up: nobody's work. */
  const blank = useRef<Work>(work);
  const saveNow = useRef<() => void>(() => undefined);

  const workOf = useCallback(
    (draft: Draft): Work => {
      const { settings, experiment, starter } = draft;
      return { files: kind.toFiles(draft, starterOf(known.current, starter)), settings, experiment, starter };
    },
    [kind],
  );

  const lookAround = useCallback(async () => {
    const own = tab.current;
    if (own === null) return;
    const held = await own.heldByOthers();
    if (tab.current !== own) return;
    const inFull = shelf.list().map(({ id, draft }): NamedDraft => {
      return { id, draft: draft.files === null ? draft : { ...draft, files: workOf(draft).files } };
    });
    setOthers(otherDrafts(inFull, own.id(), held));
  }, [shelf, workOf]);

  useEffect(() => {
    const own = openDraftTab(shelf);
    tab.current = own;
    const found = firstDraft(shelf, asked);
    const first = opened === null ? found : noDraft;
    setOwnId(opened === null ? null : found.id);
    if (first.draft !== null) {
      const its = workOf(first.draft);
      kept.current = its;
      setWork(its);
      const isStart = hasSameFiles(its.files, starterOf(known.current, its.starter).files);
      setRestored(isStart ? null : first.draft.savedAtUnixMs);
    }
    void own.settle(first).then((how) => {
      if (tab.current !== own) return;
      // Whom a link brought here is told about the link, and not about their other tabs.
      setOrigin(opened === null ? how : "own");
      void lookAround();
    });
    const onStorage = (event: StorageEvent) => {
      if (shelf.isAbout(event)) void lookAround();
    };
    const onReturn = (event: PageTransitionEvent) => {
      if (event.persisted) void own.wake().then(lookAround);
    };
    const onLeave = (event: PageTransitionEvent) => {
      if (event.persisted) own.rest();
    };
    const onFocus = () => void lookAround();
    window.addEventListener("storage", onStorage);
    window.addEventListener("pageshow", onReturn);
    window.addEventListener("pagehide", onLeave);
    window.addEventListener("focus", onFocus);
    return () => {
      window.removeEventListener("storage", onStorage);
      window.removeEventListener("pageshow", onReturn);
      window.removeEventListener("pagehide", onLeave);
      window.removeEventListener("focus", onFocus);
      saveNow.current();
      tab.current = null;
      own.close();
    };
  }, [shelf, asked, opened, workOf, lookAround]);

  useEffect(() => {
    const save = () => {
      if (kept.current === work || blank.current === work || tab.current === null) return;
      const { files, ...rest } = work;
      const stored = kind.toStored(files, starterOf(known.current, work.starter));
      const found = tab.current.save({ ...rest, ...stored, savedAtUnixMs: Date.now() });
      if (found === null) kept.current = work;
      setProblem(found);
    };
    saveNow.current = save;
    const timer = origin === null ? undefined : setTimeout(save, saveDelayMs);
    // A closing tab does not wait for the timer.
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [work, origin, kind]);

  const setFiles = useCallback((change: (files: readonly SourceText[]) => readonly SourceText[]) => {
    setWork((old) => ({ ...old, files: change(old.files) }));
  }, []);

  /** Keeps what is on screen, goes on under another name, and returns the way back. */
  const leaveFor = (id: string | null, next: Work, savedAtUnixMs: number | null): (() => void) => {
    const before = work;
    const idBefore = tab.current?.id() ?? null;
    saveNow.current();
    const go = async (to: string | null, shown: Work, restored: number | null) => {
      // A draft that became this tab's own is stored already, and stays as old as it is.
      if (await tab.current?.moveTo(to)) kept.current = shown;
      setWork(shown);
      setRestored(restored);
      void lookAround();
    };
    void go(id, next, savedAtUnixMs);
    return () => void go(idBefore, before, restoredAtUnixMs);
  };

  const inPlace = (next: Work): (() => void) => {
    const before = work;
    setWork(next);
    setRestored(null);
    return () => setWork(before);
  };
  const starter = starterOf(starters, work.starter);
  const openOther = (id: string) => {
    const draft = shelf.read(id);
    if (draft === null) return () => undefined;
    return leaveFor(id, workOf(draft), draft.savedAtUnixMs);
  };

  return {
    ...work,
    starter,
    starterId: work.starter,
    isStarter: hasSameFiles(work.files, starter.files),
    restoredAtUnixMs,
    origin,
    problem,
    others,
    setContent: useCallback(
      (path, content) =>
        setFiles((files) => files.map((file) => (file.path === path ? { path, content } : file))),
      [setFiles],
    ),
    setSettings: useCallback((settings) => setWork((old) => ({ ...old, settings })), []),
    setExperiment: useCallback((experiment) => setWork((old) => ({ ...old, experiment })), []),
    addFile: useCallback(
      (path) => setFiles((files) => [...files, { path, content: path.endsWith(".proto") ? newProto : "" }]),
      [setFiles],
    ),
    renameFile: useCallback(
      (path, next) =>
        setFiles((files) => files.map((file) => (file.path === path ? { ...file, path: next } : file))),
      [setFiles],
    ),
    deleteFile: (path) => {
      const before = work.files;
      setFiles((files) => files.filter((file) => file.path !== path));
      return () => setFiles(() => before);
    },
    startFrom: (id) => {
      const start = startOf(starterOf(starters, id));
      return startsInPlace ? inPlace(start) : leaveFor(null, start, null);
    },
    openOther,
    openSnippet: (snippet) => leaveFor(null, workOfSnippet(snippet), null),
    backToOwn:
      ownId === null
        ? null
        : () => {
            openOther(ownId);
            setOwnId(null);
          },
    deleteOther: (id) => {
      const draft = shelf.read(id);
      shelf.remove(id);
      void lookAround();
      return () => {
        if (draft !== null) setProblem(shelf.write(id, draft));
        void lookAround();
      };
    },
  };
}

/** With what a link brought, a tab begins under a new name. */
const noDraft: FirstDraft = { id: null, draft: null, isOwn: false };

function workOfSnippet({ files, settings, experiment, starter }: Snippet): Work {
  return { files, settings, experiment, starter: starter === "" ? undefined : starter };
}

function startOf({ files, settings = defaultSettings, experiment = "", id }: Starter): Work {
  return { files, settings, experiment, starter: id };
}

const newProto = 'syntax = "proto3";\n\npackage example.v1;\n';
