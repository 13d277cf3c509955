"use client";

import { RotateCcw, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { useLesson } from "./lesson-session.tsx";

/** Back to what the lesson began with, and back again: one toggle, asked nothing. */
export function ResetButton() {
  const words = useText().text.lessons;
  const { bench, view } = useLesson();
  const [undo, setUndo] = useState<(() => void) | null>(null);
  const isStart = view === null || view.isStart;
  // Who goes on working has left the way back.
  useEffect(() => {
    if (!isStart) setUndo(null);
  }, [isStart]);
  const canUndo = undo !== null && isStart;
  return (
    <Button
      size="small"
      variant="ghost"
      // On a phone the arrow alone, which stays in the line of the steps.
      title={canUndo ? words.undoReset : words.reset}
      disabled={bench === null || (isStart && !canUndo)}
      onClick={() => {
        if (canUndo) {
          undo();
          setUndo(null);
          return;
        }
        const back = bench?.reset();
        if (back !== undefined) setUndo(() => back);
      }}
    >
      {canUndo ? (
        <Undo2 aria-hidden="true" className="size-4" />
      ) : (
        <RotateCcw aria-hidden="true" className="size-4" />
      )}
      <span className="max-sm:sr-only">{canUndo ? words.undoReset : words.reset}</span>
    </Button>
  );
}
