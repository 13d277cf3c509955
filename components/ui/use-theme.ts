"use client";

import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

/** The theme on screen now, for what CSS cannot reach (canvas, the code editor). On the server: light. */
export function useTheme(): Theme {
  return useSyncExternalStore(
    subscribe,
    () => (document.documentElement.dataset.theme === "dark" ? "dark" : "light"),
    () => "light",
  );
}

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
