"use client";

import { useEffect } from "react";

type Keys = {
  readonly run: () => void;
  readonly stop: () => void;
  readonly isRunning: boolean;
  readonly help: () => void;
  /** Copies the link. */
  readonly share: () => void;
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input, textarea, select, [contenteditable], .monaco-editor *")
  );
}

/** Mod+Enter runs from anywhere on the page, Mod+S copies the link, Esc stops, `?` lists the keys, F6 goes to the next pane. */
export function useKeys({ run, stop, isRunning, help, share }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      switch (chordOf(event)) {
        case "Mod+Enter":
          event.preventDefault();
          return run();
        case "Mod+S":
          // The browser would save the page as a file, which nobody could open.
          event.preventDefault();
          return event.repeat ? undefined : share();
        case "Escape":
          return isRunning ? stop() : undefined;
        case "?":
          return isTyping(event.target) ? undefined : help();
        case "F6":
          event.preventDefault();
          return focusNextPane(event.shiftKey ? -1 : 1);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [run, stop, isRunning, help, share]);
}

/** `Mod` is Ctrl or ⌘. */
function chordOf({ key, ctrlKey, metaKey }: KeyboardEvent): string {
  return `${ctrlKey || metaKey ? "Mod+" : ""}${key.length === 1 ? key.toUpperCase() : key}`;
}

/** Panes carry `data-pane`; each is focusable from scripts. */
function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.offsetParent !== null,
  );
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  panes.at((current + step + panes.length) % panes.length)?.focus();
}
