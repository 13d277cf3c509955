"use client";

import { createContext, useContext } from "react";
import type { Lesson } from "#lib/lessons/lesson.ts";
import type { LessonProgress } from "#lib/lessons/progress.ts";
import type { Bench, BenchView } from "./bench.ts";
import type { LessonFacts } from "./lesson-facts.ts";
import type { CheckControl } from "./use-check.ts";

/** One visit to a lesson: what it is, what has been done, and the playground beside it. */
export type LessonSession = {
  readonly facts: LessonFacts;
  /** What `check.ts` says; null until it is loaded. */
  readonly lesson: Lesson | null;
  /** Null until the playground has been loaded. */
  readonly bench: Bench | null;
  readonly view: BenchView | null;
  /** Null before the first step. */
  readonly known: LessonProgress | null;
  /** The browser has taken over from the server: buttons do something. */
  readonly isLive: boolean;
  readonly checking: CheckControl;
  change(change: (known: LessonProgress) => LessonProgress): void;
  /** Brings the results into sight where only one part fits on the screen. */
  showResult(): void;
  showCode(): void;
};

const LessonContext = createContext<LessonSession | null>(null);

export const LessonProvider = LessonContext.Provider;

/** The lesson around. */
export function useLesson(): LessonSession {
  const session = useContext(LessonContext);
  if (session === null) throw new Error("useLesson needs a LessonProvider above it");
  return session;
}
