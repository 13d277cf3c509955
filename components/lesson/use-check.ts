"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { type CheckState, checkLesson } from "#lib/lessons/check-lesson.ts";
import type { Lesson } from "#lib/lessons/lesson.ts";
import type { Bench, BenchView } from "./bench.ts";
import type { LessonFacts } from "./lesson-facts.ts";

export type CheckControl = {
  /** Null before the first check. */
  readonly state: CheckState<ReactNode> | null;
  /** The code, the settings or an answer has changed since. */
  readonly isStale: boolean;
  /** Everything a check needs is loaded. */
  readonly isReady: boolean;
  start(): void;
  stop(): void;
};

type Parts = {
  readonly facts: LessonFacts;
  readonly lesson: Lesson | null;
  readonly bench: Bench | null;
  readonly view: BenchView | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly onPassed: () => void;
};

/** One check at a time; leaving the page ends it. */
export function useCheck({ facts, lesson, bench, view, answers, onPassed }: Parts): CheckControl {
  const [state, setState] = useState<CheckState<ReactNode> | null>(null);
  const [checkedKey, setCheckedKey] = useState("");
  const current = useRef<{ isStopped: boolean } | null>(null);
  const key = JSON.stringify([view?.files, view?.settings, answers]);

  const stop = useCallback(() => {
    if (current.current === null) return;
    current.current.isStopped = true;
    current.current = null;
    setState((last) => (last === null ? null : { ...last, verdict: "stopped" }));
    bench?.stopCheck();
  }, [bench]);
  useEffect(() => stop, [stop]);

  const start = () => {
    if (lesson === null || bench === null || view === null) return;
    const own = { isStopped: false };
    if (current.current !== null) stop();
    current.current = own;
    setCheckedKey(key);
    const { files, settings } = view;
    const ask = { lesson, files: facts.files, learner: { files, settings, answers }, seed: newSeed() };
    const isOver = () => own.isStopped;
    void checkLesson<ReactNode>(
      ask,
      bench.check,
      (next) => {
        if (!own.isStopped) setState(next);
      },
      isOver,
    ).then((last) => {
      if (own.isStopped) return;
      current.current = null;
      setState(last);
      if (last.verdict === "passed") onPassed();
    });
  };

  return {
    state,
    isStale: state !== null && state.verdict !== "running" && key !== checkedKey,
    isReady: lesson !== null && bench !== null && view !== null,
    start,
    stop,
  };
}

function newSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
}
