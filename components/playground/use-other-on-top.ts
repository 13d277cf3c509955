"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { StoredRun } from "./run-list.ts";

/** Scrolls the panels inside back to their top when another program begins: its run stands above the visitor's own. */
export function useOtherOnTop(shown: StoredRun | null): RefObject<HTMLDivElement | null> {
  const panels = useRef<HTMLDivElement>(null);
  const otherId = shown?.origin === "other" ? shown.id : null;
  useEffect(() => {
    if (otherId === null) return;
    for (const panel of panels.current?.children ?? []) panel.scrollTo({ top: 0, behavior: "instant" });
  }, [otherId]);
  return panels;
}
