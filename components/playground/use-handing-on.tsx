"use client";

import type { ReactNode } from "react";
import { HistoryButton } from "#components/history/history-button.tsx";
import { useText } from "#components/i18n/use-text.tsx";
import { ShareMenu } from "#components/share/share-menu.tsx";
import { useImport } from "#components/share/use-import.ts";
import { useShare } from "#components/share/use-share.ts";
import { useToast } from "#components/ui/use-toast.ts";
import type { Snippet } from "#lib/share/snippet.ts";
import { failureOfRecord } from "./failure.ts";
import { useLessonPlace } from "./lesson-place.tsx";
import type { PlaygroundLimits } from "./playground-limits.ts";
import type { StoredRun } from "./run-list.ts";
import type { DraftControl } from "./use-draft.ts";
import type { RunControl } from "./use-run.ts";

type HandingOnParts = {
  readonly draft: DraftControl;
  readonly control: RunControl;
  /** Name of the chosen experiment. */
  readonly experiment: string;
  /** Equal for equal sources and settings. */
  readonly sourceKey: string;
  /** The visitor's own runs of this visit that are over. */
  readonly finished: readonly StoredRun[];
  /** What the address bar names on arrival; null: nothing. */
  readonly named: Snippet | null;
  readonly limits: PlaygroundLimits;
};

export type HandingOn = {
  copyLink(): void;
  readonly shareMenu: ReactNode;
  readonly historyButton: ReactNode;
};

/** What leaves the workbench and comes back to it: links to the work, and runs of earlier visits with their code. */
export function useHandingOn(parts: HandingOnParts): HandingOn {
  const { draft, control, experiment, sourceKey, finished, named, limits } = parts;
  const { text } = useText();
  const showToast = useToast();
  const isInLesson = useLessonPlace() !== null;
  const starter = draft.starterId ?? "";
  const snippet: Snippet = { files: draft.files, settings: draft.settings, experiment, starter };
  const workKey = `${sourceKey} ${draft.experiment}`;
  const share = useShare({
    snippet,
    workKey,
    // Where other work is on screen already, the address is to change with it.
    namedKey: named === null ? null : named.files === draft.files ? workKey : "",
    hasAddress: !isInLesson,
  });
  // The files of a lesson are not the visitor's to replace.
  const imports = useImport({ snippet, limits, onOpen: isInLesson ? null : draft.openSnippet });
  const openCode = (opened: Snippet) => {
    const undo = draft.openSnippet(opened);
    const title = text.share.history.codeOpened;
    showToast({ title, action: { label: text.playground.undo, onSelect: undo } });
  };
  return {
    copyLink: share.copyLink,
    shareMenu: <ShareMenu share={share} imports={imports} snippet={snippet} />,
    historyButton: (
      <HistoryButton
        runs={finished.flatMap(({ record, files }) => (files === undefined ? [] : [{ record, files }]))}
        starter={starter}
        isIdle={control.phase.kind === "idle"}
        onShow={(record, how) => control.remember(record, failureOfRecord(record), how)}
        {...(!isInLesson && { onCode: openCode })}
      />
    ),
  };
}
