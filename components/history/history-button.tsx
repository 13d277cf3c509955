"use client";

import { History } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { HistoryDoor } from "./history-dialog.tsx";
import { type FinishedRun, useRunHistory } from "./use-run-history.ts";

const HistoryDialog = dynamic(() => import("./history-dialog.tsx").then((module) => module.HistoryDialog), {
  ssr: false,
});

type HistoryButtonProps = HistoryDoor & {
  readonly runs: readonly FinishedRun[];
  /** What the visitor's work began with. */
  readonly starter: string;
  readonly isIdle: boolean;
};

/** Keeps the runs of this visit in the browser's history, and is the door to it. */
export function HistoryButton({ runs, starter, isIdle, ...door }: HistoryButtonProps) {
  const words = useText().text.share.history;
  const [isOpen, setOpen] = useState(false);
  const lastProblem = useRunHistory(runs, starter, isIdle);
  return (
    <>
      <IconButton
        size="small"
        label={words.open}
        icon={<History />}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      />
      {isOpen && <HistoryDialog {...door} lastProblem={lastProblem} onClose={() => setOpen(false)} />}
    </>
  );
}
