"use client";

import { useEffect } from "react";

type Keys = { readonly run: () => void; readonly stop: () => void; readonly isRunning: boolean };

/** Mod+Enter measures from anywhere on the page, Escape stops. */
export function useCostKeys({ run, stop, isRunning }: Keys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isRunning) {
        event.preventDefault();
        run();
      } else if (event.key === "Escape" && isRunning) stop();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [run, stop, isRunning]);
}
