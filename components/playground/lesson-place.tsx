"use client";

import { createContext, useContext } from "react";
import type { PinsOf } from "#components/timeline/timeline-pins.ts";
import type { RunRecord, RunSettings } from "#lib/record/run-record.ts";
import type { RunsInLesson } from "./lesson-handle.ts";
import type { SourceText } from "./source-files.ts";

/** What the page around sees of a playground that stands beside a lesson. */
export type LessonView = {
  readonly files: readonly SourceText[];
  readonly settings: RunSettings;
  readonly isStart: boolean;
  readonly isRunning: boolean;
  /** The run on screen. */
  readonly shown: RunRecord | null;
  /** The one it is held against there. */
  readonly compared: RunRecord | null;
  /** Ids of the runs that were not made with the visitor's own code: disproofs, checks, files, calls from outside. */
  readonly strangers: readonly string[];
  /** The finished runs of the visitor's own code, of every experiment, oldest first. */
  readonly own: readonly RunRecord[];
  /** The newest of them with the lesson's experiment. */
  readonly latest: RunRecord | null;
};

/** The place of a playground beside a lesson: what it begins with, and who hears of it. */
export type LessonPlace = {
  /** Names the work and the runs that are kept. */
  readonly slug: string;
  readonly experiment: string;
  readonly settings: RunSettings;
  /** Files that the visitor may write; all others of the lesson are shown only. */
  readonly yours: readonly string[];
  /** What a narrow window shows; the page around has the switch. */
  readonly half: "code" | "result";
  readonly onHalf: (half: "code" | "result") => void;
  readonly onView: (view: LessonView) => void;
  /** Null at the end. */
  readonly onHandle: (handle: RunsInLesson | null) => void;
  /** Numbered marks on attempts of a record. */
  readonly pinsOf: PinsOf;
};

const LessonPlaceContext = createContext<LessonPlace | null>(null);

export const LessonPlaceProvider = LessonPlaceContext.Provider;

/** The lesson around; null in the free playground. */
export function useLessonPlace(): LessonPlace | null {
  return useContext(LessonPlaceContext);
}
