"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { loadCheck } from "#app/_data/load-check.ts";
import { useText } from "#components/i18n/use-text.tsx";
import type { Bench, BenchView } from "#components/lesson/bench.ts";
import type { LessonFacts } from "#components/lesson/lesson-facts.ts";
import { LessonFrame, type LessonLink, type LessonPart } from "#components/lesson/lesson-frame.tsx";
import { LessonProvider } from "#components/lesson/lesson-session.tsx";
import { isPinned } from "#components/lesson/pinned-run.ts";
import { useLessonSession } from "#components/lesson/use-lesson-session.ts";
import { FailureCard } from "#components/playground/failure-card.tsx";
import { LessonEntry } from "#components/playground/lesson-entry.tsx";
import type { RunsInLesson } from "#components/playground/lesson-handle.ts";
import type { LessonPlace } from "#components/playground/lesson-place.tsx";
import type { PlaygroundLimits } from "#components/playground/playground-limits.ts";
import { useNarrow } from "#components/playground/use-narrow.ts";
import { toRun } from "#lib/lessons/evidence.ts";
import type { Lesson } from "#lib/lessons/lesson.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { useHydrated } from "./use-hydrated.ts";

type LessonScreenProps = {
  readonly facts: LessonFacts;
  readonly folder: { readonly chapter: string; readonly name: string };
  /** The recorded run as a file. */
  readonly recorded: string | null;
  readonly limits: PlaygroundLimits;
  readonly heading: string;
  readonly previous: LessonLink | null;
  readonly next: LessonLink;
  readonly prose: ReactNode;
  readonly preview: ReactNode;
};

/** Composes two features that do not know each other: the lesson and the playground beside it. */
export function LessonScreen(props: LessonScreenProps) {
  const { facts, folder, recorded, limits, heading, previous, next, prose, preview } = props;
  const { locale } = useText();
  const router = useRouter();
  const isHydrated = useHydrated();
  const isNarrow = useNarrow();
  const [part, setPart] = useState<LessonPart>("read");
  const [handle, setHandle] = useState<RunsInLesson | null>(null);
  const [view, setView] = useState<BenchView | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const loadLesson = useCallback(() => loadCheck(folder.chapter, folder.name), [folder.chapter, folder.name]);

  const bench = useMemo<Bench | null>(
    () => (handle === null ? null : { ...toBench(handle, () => setPart("code")), point: setPointed }),
    [handle],
  );
  const session = useLessonSession({
    facts,
    loadLesson,
    bench,
    view,
    showResult: useCallback(() => setPart("result"), []),
    showCode: useCallback(() => setPart("code"), []),
  });
  const { lesson } = session;
  const strangers = view?.strangers ?? noStrangers;
  const place = useMemo<LessonPlace>(
    () => ({
      slug: facts.slug,
      experiment: facts.shown.experiment,
      settings: facts.settings,
      yours: facts.yours,
      half: part === "code" ? "code" : "result",
      onHalf: setPart,
      onView: setView,
      onHandle: setHandle,
      pinsOf: (record) => (isPinned(facts, { strangers }, record) ? pinsOf(lesson, record, pointed) : []),
    }),
    [facts, part, lesson, pointed, strangers],
  );
  const recordedRuns = useMemo(() => (recorded === null ? [] : [recorded]), [recorded]);

  return (
    <LessonProvider value={session}>
      <LessonFrame
        layout={!isHydrated ? "static" : isNarrow ? "tabs" : "split"}
        heading={heading}
        previous={previous}
        next={next}
        part={part}
        onPart={setPart}
        prose={prose}
        onOpenFree={() => {
          handle?.copyToDraft();
          router.push(`/${locale}/play?lesson=${facts.slug}`);
        }}
        playground={
          <LessonEntry
            place={place}
            start={facts.files.start}
            title={facts.shown.title}
            recordedRuns={recordedRuns}
            limits={limits}
            preview={preview}
          />
        }
      />
    </LessonProvider>
  );
}

const noStrangers: readonly string[] = [];

/** The playground's problems become something to show. */
function toBench(handle: RunsInLesson, onGoTo: () => void) {
  return {
    ...handle,
    check: async (...asked: Parameters<RunsInLesson["check"]>) => {
      const { record, problem } = await handle.check(...asked);
      const card =
        problem === null ? null : (
          <FailureCard failure={problem} isOther={false} onGoTo={onGoTo} onRetry={() => {}} />
        );
      return { record, problem: card };
    },
  };
}

function pinsOf(lesson: Lesson | null, record: RunRecord, pointed: number | null) {
  if (lesson === null) return [];
  const run = toRun("shown", record);
  return Object.values(lesson.pins).flatMap((find, index) => {
    const attempt = find(run);
    const number = index + 1;
    return attempt === undefined ? [] : [{ row: attempt.row, number, isPointed: number === pointed }];
  });
}
