"use client";

import { useMemo } from "react";
import { TimelinePins } from "#components/timeline/timeline-pins.ts";
import { type LessonPlace, LessonPlaceProvider } from "./lesson-place.tsx";
import { Workbench } from "./playground.tsx";
import type { PlaygroundLimits } from "./playground-limits.ts";
import type { SourceText } from "./source-files.ts";
import type { Starter } from "./starter.ts";
import { useLessonDraft } from "./use-lesson-draft.ts";

export type LessonPlaygroundProps = {
  readonly place: LessonPlace;
  /** The lesson's files in the page's language. */
  readonly start: readonly SourceText[];
  /** Title of the lesson's experiment, listed before the server was asked. */
  readonly title: string;
  readonly recordedRuns: readonly string[];
  readonly limits: PlaygroundLimits;
};

/** The playground beside a lesson: the lesson's files, a draft of its own, and a line to the page around. */
export function LessonPlayground({ place, start, title, ...rest }: LessonPlaygroundProps) {
  const { experiment } = place;
  const starter = useMemo<Starter>(
    () => ({ id: "lesson", files: start, experiments: [{ name: experiment, title }] }),
    [start, experiment, title],
  );
  const draft = useLessonDraft(place, starter);
  const starters = useMemo(() => [starter] as const, [starter]);
  return (
    <LessonPlaceProvider value={place}>
      <TimelinePins value={place.pinsOf}>
        <Workbench draft={draft} starters={starters} {...rest} />
      </TimelinePins>
    </LessonPlaceProvider>
  );
}
