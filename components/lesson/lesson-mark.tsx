"use client";

import { Check, Circle, CircleDot } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { useProgress } from "./use-progress.ts";

/** How far the learner is with one lesson; takes its room before the browser knows. */
export function LessonMark({ slug }: { readonly slug: string }) {
  const words = useText().text.lessons;
  const progress = useProgress();
  const known = progress?.progress.lessons[slug];
  const [Icon, says, tone] =
    known === undefined
      ? ([Circle, words.newMark, "text-ink-faint"] as const)
      : known.passedAtUnixMs === null
        ? ([CircleDot, words.startedMark, "text-accent"] as const)
        : ([Check, words.passedMark, "text-ok"] as const);
  return (
    <span
      data-mark={known === undefined ? "new" : known.passedAtUnixMs === null ? "begun" : "passed"}
      className={`flex min-w-24 items-center gap-1.5 text-sm max-sm:col-start-2 ${tone} ${progress === null ? "invisible" : ""}`}
    >
      <Icon aria-hidden="true" className="size-4" />
      {says}
    </span>
  );
}
