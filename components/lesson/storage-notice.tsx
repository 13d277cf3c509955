"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { useProgress } from "./use-progress.ts";

/** Why progress is not being kept; nothing while it is. */
export function StorageNotice() {
  const words = useText().text.lessons.storage;
  const problem = useProgress()?.problem ?? null;
  if (problem === null) return null;
  return (
    <p role="alert" className="rounded-control bg-limit-soft px-3 py-2 text-sm">
      {words[problem]}
    </p>
  );
}
