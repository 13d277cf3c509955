"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { useToast } from "#components/ui/use-toast.ts";
import { formatPlural } from "#lib/i18n/format-text.ts";
import type { Result } from "#lib/result.ts";
import type { SnippetLimits } from "#lib/share/find-snippet-problem.ts";
import type { Snippet } from "#lib/share/snippet.ts";
import type { ImportProblem } from "./import-problem.ts";
import { bringsFiles, type DiskFile, droppedFiles } from "./read-disk.ts";
import { shareFailureWords } from "./share-failure.ts";

type ImportParts = {
  /** The work that files are laid over. */
  readonly snippet: Snippet;
  readonly limits: SnippetLimits;
  /** Opens what came, and returns what undoes it. Null: here nothing can be imported. */
  readonly onOpen: ((snippet: Snippet) => () => void) | null;
};

export type ImportControl = {
  /** Null where nothing can be imported. */
  readonly openDialog: (() => void) | null;
  readonly isOpen: boolean;
  close(): void;
  /** Why the last try brought nothing. */
  readonly problem: ImportProblem | null;
  fromDisk(files: readonly DiskFile[]): void;
  fromLink(text: string): void;
};

/** Work from the visitor's disk or from a link, by the dialog or dropped anywhere on the page. */
export function useImport(parts: ImportParts): ImportControl {
  const { locale, text } = useText();
  const showToast = useToast();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<ImportProblem | null>(null);
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });

  const bring = async (read: () => Promise<Result<Snippet, ImportProblem>>, isLink: boolean) => {
    setProblem(null);
    const brought = await read().catch((error: unknown): Result<Snippet, ImportProblem> => {
      return { ok: false, problem: { kind: "said", words: shareFailureWords(locale, text, error) } };
    });
    if (!brought.ok) {
      setProblem(brought.problem);
      return setOpen(true);
    }
    const words = text.share.import;
    const undo = latest.current.onOpen?.(brought.value);
    if (undo === undefined) return;
    setOpen(false);
    showToast({
      title: isLink ? words.doneLink : formatPlural(locale, words.done, brought.value.files.length),
      detail: words.kept,
      action: { label: text.playground.undo, onSelect: undo },
    });
  };
  const fromDisk = async (files: readonly DiskFile[]) => {
    const { snippet, limits } = latest.current;
    await bring(async () => (await import("./import-from.ts")).importFromDisk(files, snippet, limits), false);
  };
  const fromLink = async (address: string) => {
    const { limits } = latest.current;
    await bring(async () => (await import("./import-from.ts")).importFromLink(address, limits), true);
  };

  const take = useRef(fromDisk);
  useEffect(() => {
    take.current = fromDisk;
  });
  const isAble = parts.onOpen !== null;
  useEffect(() => {
    if (!isAble) return;
    // A browser would leave the page for a file that is dropped on it.
    const onOver = (event: DragEvent) => {
      if (bringsFiles(event.dataTransfer)) event.preventDefault();
    };
    const onDrop = (event: DragEvent) => {
      if (!bringsFiles(event.dataTransfer)) return;
      event.preventDefault();
      void droppedFiles(event.dataTransfer).then((files) => take.current(files));
    };
    window.addEventListener("dragover", onOver);
    window.addEventListener("drop", onDrop);
    return () => {
      window.removeEventListener("dragover", onOver);
      window.removeEventListener("drop", onDrop);
    };
  }, [isAble]);

  const openDialog = useCallback(() => {
    setProblem(null);
    setOpen(true);
  }, []);
  return {
    openDialog: isAble ? openDialog : null,
    isOpen,
    close: useCallback(() => setOpen(false), []),
    problem,
    fromDisk: (files) => void fromDisk(files),
    fromLink: (address) => void fromLink(address),
  };
}
