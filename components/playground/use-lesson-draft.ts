"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { RunSettings } from "#lib/record/run-record.ts";
import { hasSameFiles } from "./draft.ts";
import type { StorageProblem } from "./draft-storage.ts";
import { changesFrom, type LessonWork, readLessonWork, withChanges, writeLessonWork } from "./lesson-work.ts";
import type { SourceText } from "./source-files.ts";
import type { Starter } from "./starter.ts";
import type { DraftControl } from "./use-draft.ts";

type Work = {
  readonly files: readonly SourceText[];
  readonly settings: RunSettings;
  readonly experiment: string;
};

const saveDelayMs = 300;

type LessonStart = { readonly slug: string; readonly settings: RunSettings; readonly experiment: string };

/**
 * The visitor's work in one lesson, kept in this browser under the lesson's name. Only what differs from the start is
 * kept, so that the lesson's own files always come as they are today and in the page's language.
 */
export function useLessonDraft({ slug, settings, experiment }: LessonStart, starter: Starter): DraftControl {
  const start = useMemo<Work>(
    () => ({ files: starter.files, settings, experiment }),
    [starter, settings, experiment],
  );
  const [work, setWork] = useState<Work>(start);
  const [restoredAtUnixMs, setRestored] = useState<number | null>(null);
  const [problem, setProblem] = useState<StorageProblem | null>(null);
  const [isSettled, setSettled] = useState(false);
  const kept = useRef<Work>(work);

  useEffect(() => {
    const found = readLessonWork(slug);
    const next = found === null ? start : { ...found, files: withChanges(start.files, found.changes) };
    kept.current = next;
    setWork(next);
    setRestored(found === null || found.changes.length === 0 ? null : found.savedAtUnixMs);
    setSettled(true);
  }, [slug, start]);

  useEffect(() => {
    if (!isSettled) return;
    const save = () => {
      if (kept.current === work) return;
      const stored: LessonWork = {
        changes: changesFrom(start.files, work.files),
        settings: work.settings,
        experiment: work.experiment,
        savedAtUnixMs: Date.now(),
      };
      const found = writeLessonWork(slug, stored);
      if (found === null) kept.current = work;
      setProblem(found);
    };
    const timer = setTimeout(save, saveDelayMs);
    // A closing tab does not wait for the timer.
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [work, isSettled, slug, start]);

  // A page that is left by a link keeps the last letters too.
  const latest = useRef(work);
  latest.current = work;
  useEffect(
    () => () => {
      const { files, ...rest } = latest.current;
      if (kept.current !== latest.current)
        writeLessonWork(slug, {
          ...rest,
          changes: changesFrom(start.files, files),
          savedAtUnixMs: Date.now(),
        });
    },
    [slug, start],
  );

  const setFiles = useCallback((change: (files: readonly SourceText[]) => readonly SourceText[]) => {
    setWork((old) => ({ ...old, files: change(old.files) }));
  }, []);
  const back = (before: Work) => () => setWork(before);

  return {
    ...work,
    starter,
    isStarter: hasSameFiles(work.files, start.files),
    restoredAtUnixMs,
    origin: isSettled ? "own" : null,
    problem,
    others: [],
    setContent: useCallback(
      (path, content) =>
        setFiles((files) => files.map((file) => (file.path === path ? { path, content } : file))),
      [setFiles],
    ),
    setSettings: useCallback((next) => setWork((old) => ({ ...old, settings: next })), []),
    setExperiment: useCallback((next) => setWork((old) => ({ ...old, experiment: next })), []),
    addFile: useCallback((path) => setFiles((files) => [...files, { path, content: "" }]), [setFiles]),
    renameFile: useCallback(
      (path, next) =>
        setFiles((files) => files.map((file) => (file.path === path ? { ...file, path: next } : file))),
      [setFiles],
    ),
    deleteFile: (path) => {
      const before = work;
      setFiles((files) => files.filter((file) => file.path !== path));
      return back(before);
    },
    startFrom: () => {
      const before = work;
      setWork(start);
      setRestored(null);
      return back(before);
    },
    // A lesson has one draft.
    openOther: () => () => undefined,
    deleteOther: () => () => undefined,
  };
}
