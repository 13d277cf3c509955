"use client";

import { useSyncExternalStore } from "react";
import { type ProgressState, readProgress, subscribeToProgress } from "./progress-store.ts";

/** What this browser knows of the learner; null until the page has been taken over from the server. */
export function useProgress(): ProgressState | null {
  return useSyncExternalStore<ProgressState | null>(subscribeToProgress, readProgress, () => null);
}
