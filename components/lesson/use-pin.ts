"use client";

import { toRun } from "#lib/lessons/evidence.ts";
import { useLesson } from "./lesson-session.tsx";
import { pinnedRun } from "./pinned-run.ts";

/** A pin of the lesson on the run that is on screen. */
export function usePin(id: string) {
  const { facts, lesson, bench, view, showResult } = useLesson();
  const pinned = pinnedRun(facts, view);
  const attempt = pinned === null ? undefined : lesson?.pins[id]?.(toRun("shown", pinned));
  const number = facts.pins.indexOf(id) + 1;
  const point = () => bench?.point(number);
  return {
    number,
    /** Of a run on screen that the pins are not about, that is said once, above them all. */
    isMissing: pinned !== null && attempt === undefined,
    isLive: bench !== null && lesson !== null,
    point,
    leave: () => bench?.point(null),
    showAndPoint: () => {
      showResult();
      point();
    },
  };
}
