"use client";

import { type ComponentType, type RefObject, useCallback, useEffect, useState } from "react";
import type { MonacoEditorProps } from "./monaco-editor.tsx";

export type LazyMonaco = {
  /** The full editor, once its code is here. */
  readonly Editor: ComponentType<MonacoEditorProps> | undefined;
  readonly failed: boolean;
  /** Loads at once instead of when the page is idle. */
  readonly hurry: () => void;
  readonly fail: () => void;
  readonly retry: () => void;
};

/** Brings the full editor when `wanted`, the box has come into view and the page has nothing better to do. */
export function useLazyMonaco(wanted: boolean, box: RefObject<HTMLElement | null>): LazyMonaco {
  const [editor, setEditor] = useState<{ readonly Editor: ComponentType<MonacoEditorProps> }>();
  const [failed, setFailed] = useState(false);

  const hurry = useCallback(() => {
    import("./monaco-editor.tsx").then(
      ({ MonacoEditor }) => setEditor({ Editor: MonacoEditor }),
      () => setFailed(true),
    );
  }, []);

  useEffect(() => {
    if (!wanted || failed || editor !== undefined || box.current === null) return;
    let cancelIdle: (() => void) | undefined;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      cancelIdle = whenIdle(hurry);
    });
    observer.observe(box.current);
    return () => {
      observer.disconnect();
      cancelIdle?.();
    };
  }, [wanted, failed, editor, box, hurry]);

  return {
    Editor: wanted && !failed ? editor?.Editor : undefined,
    failed,
    hurry: () => wanted && !failed && hurry(),
    fail: () => setFailed(true),
    retry: () => {
      setFailed(false);
      hurry();
    },
  };
}

/** Safari has no idle callback; a short wait lets the first paint through. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === "function") {
    const handle = requestIdleCallback(work, { timeout: 1_000 });
    return () => cancelIdleCallback(handle);
  }
  const timer = setTimeout(work, 200);
  return () => clearTimeout(timer);
}
