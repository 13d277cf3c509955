"use client";

import { useCallback, useEffect, useState } from "react";
import type { RunSettings } from "#lib/record/run-record.ts";
import { type Draft, loadDraft, saveDraft } from "./draft-storage.ts";
import type { SourceText } from "./source-files.ts";
import { defaultSettings } from "./to-settings.ts";

export type DraftControl = {
  readonly files: readonly SourceText[];
  readonly settings: RunSettings;
  readonly experiment: string;
  /** When the work that was found on arrival had been saved; null when the starter was loaded. */
  readonly restoredAtUnixMs: number | null;
  /** False: the browser refuses storage. */
  readonly isSaved: boolean;
  setContent(path: string, content: string): void;
  setSettings(settings: RunSettings): void;
  setExperiment(name: string): void;
  addFile(path: string): void;
  renameFile(path: string, next: string): void;
  /** Returns what undoes it. */
  deleteFile(path: string): () => void;
  /** Puts the starter back and returns what undoes it. */
  reset(): () => void;
};

type Work = Pick<Draft, "settings" | "experiment"> & { readonly files: readonly SourceText[] };

const saveDelayMs = 300;

/** The visitor's files, settings and chosen experiment, kept in this browser from the first change on. */
export function useDraft(starter: readonly SourceText[]): DraftControl {
  const [work, setWork] = useState<Work>(() => ({
    files: starter,
    settings: defaultSettings,
    experiment: "",
  }));
  const [restoredAtUnixMs, setRestored] = useState<number | null>(null);
  const [isSaved, setSaved] = useState(true);
  const [isLoaded, setLoaded] = useState(false);

  useEffect(() => {
    const draft = loadDraft();
    if (draft !== null) {
      setWork({ files: draft.files ?? starter, settings: draft.settings, experiment: draft.experiment });
      if (draft.files !== null) setRestored(draft.savedAtUnixMs);
    }
    setLoaded(true);
  }, [starter]);

  useEffect(() => {
    if (!isLoaded) return;
    const files = JSON.stringify(work.files) === JSON.stringify(starter) ? null : work.files;
    const save = () => setSaved(saveDraft({ ...work, files, savedAtUnixMs: Date.now() }));
    const timer = setTimeout(save, saveDelayMs);
    // A closing tab does not wait for the timer.
    window.addEventListener("pagehide", save);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pagehide", save);
    };
  }, [work, isLoaded, starter]);

  const setFiles = useCallback((change: (files: readonly SourceText[]) => readonly SourceText[]) => {
    setWork((old) => ({ ...old, files: change(old.files) }));
  }, []);

  return {
    ...work,
    restoredAtUnixMs,
    isSaved,
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
    reset: () => {
      const before = work;
      setWork({ files: starter, settings: defaultSettings, experiment: "" });
      setRestored(null);
      return () => setWork(before);
    },
  };
}

const newProto = 'syntax = "proto3";\n\npackage example.v1;\n';
