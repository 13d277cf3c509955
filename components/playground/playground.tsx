"use client";

import { useState } from "react";
import { LinkBanner } from "#components/share/link-banner.tsx";
import type { OpenedLink } from "#components/share/opened-link.ts";
import { ToastProvider } from "#components/ui/toast-provider.tsx";
import { firstDraft } from "./draft-tab.ts";
import { playDrafts } from "./kept-drafts.ts";
import { LessonBanner } from "./lesson-banner.tsx";
import { lessonOfStarter, type StarterId, type Starters } from "./starter.ts";
import { useDraft } from "./use-draft.ts";
import { useLessonAddress } from "./use-lesson-address.ts";
import { Workbench, type WorkbenchProps } from "./workbench.tsx";

export type PlaygroundProps = Omit<WorkbenchProps, "draft" | "named"> & {
  /** What the page was opened for; absent: whatever there is. */
  readonly asked?: StarterId;
  /** What a link brought; the visitor's own work waits meanwhile. */
  readonly opened: OpenedLink | null;
};

/**
 * The lesson whose start the page has to know before it can show this tab's draft; null: it knows everything. Read before
 * the feature is on screen, so that nothing is shown against the wrong start.
 */
export function lessonToLoad(
  starters: Starters,
  asked: StarterId | undefined,
  opened: OpenedLink | null,
): string | null {
  const starter =
    opened?.kind === "snippet" ? opened.snippet.starter : firstDraft(playDrafts.shelf, asked).draft?.starter;
  return starters.some(({ id }) => id === starter) ? null : lessonOfStarter(starter);
}

/** The free playground: the visitor's own drafts on the workbench. */
export function Playground({ starters, recordedRuns, asked, opened, ...rest }: PlaygroundProps) {
  const draft = useDraft(starters, playDrafts, asked, opened?.kind === "snippet" ? opened.snippet : null);
  const [link, setLink] = useState(opened);
  const { backToOwn } = draft;
  const goBack = () => {
    backToOwn?.();
    setLink(null);
  };
  useLessonAddress(draft, starters);
  const { lesson } = draft.starter;
  return (
    <ToastProvider>
      <div className="flex h-full min-h-0 flex-col">
        {link !== null && (
          <LinkBanner link={link} onBack={backToOwn === null ? null : goBack} onHide={() => setLink(null)} />
        )}
        {lesson !== undefined && <LessonBanner lesson={lesson} />}
        <div className="min-h-0 flex-1">
          {/* Runs of one lesson say nothing about another program. */}
          <Workbench
            key={lesson?.slug ?? ""}
            draft={draft}
            starters={starters}
            recordedRuns={lesson?.recordedRuns ?? recordedRuns}
            named={opened?.kind === "snippet" ? opened.snippet : null}
            {...rest}
          />
        </div>
      </div>
    </ToastProvider>
  );
}
