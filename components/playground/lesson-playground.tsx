"use client";

import { useMemo } from "react";
import { TimelinePins } from "#components/timeline/timeline-pins.ts";
import { ToastProvider } from "#components/ui/toast-provider.tsx";
import { type LessonPlace, LessonPlaceProvider } from "./lesson-place.tsx";
import type { PlaygroundLimits } from "./playground-limits.ts";
import type { SourceText } from "./source-files.ts";
import { lessonStarterId, type Starter } from "./starter.ts";
import { useLessonDraft } from "./use-lesson-draft.ts";
import { Workbench } from "./workbench.tsx";

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
  const { slug, experiment, settings } = place;
  const starter = useMemo<Starter>(
    () => ({
      id: lessonStarterId(slug),
      files: start,
      experiments: [{ name: experiment, title }],
      settings,
      experiment,
    }),
    [slug, start, experiment, title, settings],
  );
  const starters = useMemo(() => [starter] as const, [starter]);
  const draft = useLessonDraft(slug, starters);
  return (
    <LessonPlaceProvider value={place}>
      <TimelinePins value={place.pinsOf}>
        <ToastProvider>
          <Workbench draft={draft} starters={starters} {...rest} />
        </ToastProvider>
      </TimelinePins>
    </LessonPlaceProvider>
  );
}
