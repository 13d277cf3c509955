"use client";

import { useCallback, useEffect, useMemo, useState } from "react";
import type { Lesson } from "#lib/lessons/lesson.ts";
import type { LessonProgress } from "#lib/lessons/progress.ts";
import type { Bench, BenchView } from "./bench.ts";
import type { LessonFacts } from "./lesson-facts.ts";
import type { LessonSession } from "./lesson-session.tsx";
import { changeLesson } from "./progress-store.ts";
import { useCheck } from "./use-check.ts";
import { useProgress } from "./use-progress.ts";

type Parts = {
  readonly facts: LessonFacts;
  readonly loadLesson: () => Promise<Lesson>;
  readonly bench: Bench | null;
  readonly view: BenchView | null;
  readonly showResult: () => void;
  readonly showCode: () => void;
};

const noAnswers = {};

/** Joins a lesson, its playground and what the browser remembers. */
export function useLessonSession(parts: Parts): LessonSession {
  const { facts, loadLesson, bench, view, showResult, showCode } = parts;
  const [lesson, setLesson] = useState<Lesson | null>(null);
  const progress = useProgress();
  const known = progress?.progress.lessons[facts.slug] ?? null;
  const { slug } = facts;

  useEffect(() => {
    let isOver = false;
    void loadLesson().then((loaded) => {
      if (!isOver) setLesson(loaded);
    });
    return () => {
      isOver = true;
    };
  }, [loadLesson]);

  const change = useCallback(
    (how: (before: LessonProgress) => LessonProgress) => changeLesson(slug, how),
    [slug],
  );
  const onPassed = useCallback(
    () => change((before) => ({ ...before, passedAtUnixMs: before.passedAtUnixMs ?? Date.now() })),
    [change],
  );
  const answers = known?.answers ?? noAnswers;
  const checking = useCheck({ facts, lesson, bench, view, answers, onPassed });

  return useMemo(
    () => ({
      facts,
      lesson,
      bench,
      view,
      known,
      isLive: progress !== null,
      checking,
      change,
      showResult,
      showCode,
    }),
    [facts, lesson, bench, view, known, progress, checking, change, showResult, showCode],
  );
}
