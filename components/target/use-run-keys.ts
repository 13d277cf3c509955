"use client";

import { useEffect } from "react";

type RunKeys = {
  readonly run: () => void;
  /** Null: nothing goes on. */
  readonly stop: (() => void) | null;
};

/** Mod+Enter runs from anywhere on the page, Escape stops. */
export function useRunKeys({ run, stop }: RunKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && stop === null) {
        event.preventDefault();
        run();
      } else if (event.key === "Escape") stop?.();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [run, stop]);
}
