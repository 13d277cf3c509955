"use client";

import { useEffect } from "react";

type Keys = {
  readonly run: () => void;
  readonly stop: () => void;
  readonly isRunning: boolean;
  readonly help: () => void;
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.matches("input, textarea, select, [contenteditable], .monaco-editor *")
  );
}

/** Mod+Enter runs from anywhere on the page, Esc stops, `?` lists the keys, F6 goes to the next pane. */
export function useKeys({ run, stop, isRunning, help }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run();
      } else if (event.key === "Escape" && isRunning) {
        stop();
      } else if (event.key === "?" && !isTyping(event.target)) {
        help();
      } else if (event.key === "F6") {
        event.preventDefault();
        focusNextPane(event.shiftKey ? -1 : 1);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [run, stop, isRunning, help]);
}

/** Panes carry `data-pane`; each is focusable from scripts. */
function focusNextPane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>("[data-pane]")].filter(
    (pane) => pane.offsetParent !== null,
  );
  const current = panes.findIndex((pane) => pane.contains(document.activeElement));
  panes.at((current + step + panes.length) % panes.length)?.focus();
}
