"use client";

import { useEffect, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { EditorFile, GeneratedFile } from "./editor-file.ts";
import {
  createMonacoEditor,
  type MonacoEditorEvents,
  type MonacoEditorHandle,
} from "./monaco/create-monaco-editor.ts";
import { loadMonaco } from "./monaco/load-monaco.ts";
import type { CodePosition, Problem } from "./problem.ts";

export type MonacoEditorProps = {
  readonly files: readonly EditorFile[];
  readonly activeFile: EditorFile;
  readonly generated: readonly GeneratedFile[];
  /** Problems the server found. */
  readonly problems: readonly Problem[];
  readonly label: string;
  readonly place: CodePosition | null;
  readonly markedLines: readonly number[];
  readonly events: MonacoEditorEvents;
  /** The editor is drawn and takes input. */
  readonly onReady: (handle: MonacoEditorHandle) => void;
  readonly onFailed: () => void;
  /** The handle given to `onReady` is of no more use. */
  readonly onClosed: () => void;
};

/** The full editor. Loads Monaco when it is mounted and hands it each property that changes. */
export function MonacoEditor(props: MonacoEditorProps) {
  const { files, activeFile, generated, problems, label, place, markedLines, events } = props;
  const { locale, text } = useText();
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ ...props, texts: text.editor });
  const currentEvents = useRef(events);
  const lastPlace = useRef<CodePosition | null>(null);
  const [handle, setHandle] = useState<MonacoEditorHandle | null>(null);
  useEffect(() => {
    latest.current = { ...props, texts: text.editor };
    currentEvents.current = events;
  });

  useEffect(() => {
    let opened: MonacoEditorHandle | undefined;
    let gone = false;
    loadMonaco(locale).then(
      (bundle) => {
        if (gone || host.current === null) return;
        opened = createMonacoEditor(bundle, host.current, latest.current.texts, currentEvents);
        setHandle(opened);
      },
      () => !gone && latest.current.onFailed(),
    );
    return () => {
      gone = true;
      opened?.dispose();
      setHandle(null);
      latest.current.onClosed();
    };
  }, [locale]);

  useEffect(() => handle?.setFiles(files), [handle, files]);
  useEffect(() => handle?.setGenerated(generated), [handle, generated]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file opened later gets its markers, too
  useEffect(() => handle?.setProblems(problems), [handle, problems, files.length]);
  useEffect(() => handle?.show(activeFile, label), [handle, activeFile, label]);
  useEffect(() => {
    if (handle === null) return;
    handle.highlightLines(markedLines);
  }, [handle, markedLines]);
  useEffect(() => {
    if (handle === null || place === null || place === lastPlace.current || place.path !== activeFile.path)
      return;
    lastPlace.current = place;
    handle.reveal(place);
  }, [handle, place, activeFile.path]);
  useEffect(() => {
    if (handle === null) return;
    // Its first picture comes with the next frame; the static text stays until then.
    const frame = requestAnimationFrame(() => requestAnimationFrame(() => latest.current.onReady(handle)));
    return () => cancelAnimationFrame(frame);
  }, [handle]);

  return <div ref={host} className="editor-text absolute inset-0" />;
}
