"use client";

import { useMemo } from "react";
import { lessonDrafts } from "./kept-drafts.ts";
import type { Starters } from "./starter.ts";
import { type DraftControl, useDraft } from "./use-draft.ts";

/**
 * The visitor's work in one lesson. Each tab that has the lesson open keeps a draft of its own; the next one goes on with
 * the newest that no tab has open, or with a copy.
 */
export function useLessonDraft(slug: string, starters: Starters): DraftControl {
  const kind = useMemo(() => lessonDrafts(slug), [slug]);
  return useDraft(starters, kind);
}
