"use client";

import { toRun } from "#lib/lessons/evidence.ts";
import { useLesson } from "./lesson-session.tsx";

/** A pin of the lesson on the run that is on screen. */
export function usePin(id: string) {
  const { facts, lesson, bench, view, showResult } = useLesson();
  const shown = view?.shown ?? null;
  const attempt = shown === null ? undefined : lesson?.pins[id]?.(toRun("shown", shown));
  const number = facts.pins.indexOf(id) + 1;
  const point = () => bench?.point(number);
  return {
    number,
    isThere: attempt !== undefined,
    isLive: bench !== null && lesson !== null,
    point,
    leave: () => bench?.point(null),
    showAndPoint: () => {
      showResult();
      point();
    },
  };
}
