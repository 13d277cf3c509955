import { Play, Square } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import type { VisitRun } from "./visit-run.ts";

type RunBarProps = {
  /** The run that goes on. */
  readonly live: VisitRun | null;
  readonly canRun: boolean;
  readonly onRun: () => void;
  readonly onStop: () => void;
};

/** Run, or Stop and where the run stands. */
export function RunBar({ live, canRun, onRun, onStop }: RunBarProps) {
  const words = useText().text.load;
  if (live === null) {
    return (
      <Button
        variant="primary"
        size="large"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        disabled={!canRun}
        onClick={onRun}
        data-load-run=""
      >
        <Play aria-hidden="true" className="size-4" />
        {words.run}
        <span aria-hidden="true" className="max-lg:hidden">
          <Kbd keys={["Mod", "Enter"]} />
        </span>
      </Button>
    );
  }
  return (
    <div className="grid gap-1.5">
      <Button
        variant="primary"
        size="large"
        busy={live.isStopping}
        onClick={(event) => {
          // The second click of a double click on Run lands here: it was not meant.
          if (event.detail < 2 && !live.isStopping) onStop();
        }}
        data-load-stop=""
      >
        {!live.isStopping && <Square aria-hidden="true" className="size-4" />}
        {live.isStopping ? words.stopping : words.stop}
      </Button>
      <PhaseLine run={live} />
    </div>
  );
}

/** Where a run stands before its first figures. */
export function PhaseLine({ run: { phase } }: { readonly run: VisitRun }) {
  const words = useText().text.load;
  const said =
    phase.kind === "queued"
      ? phase.place > 0
        ? formatText(words.queued, { place: phase.place })
        : words.starting
      : phase.kind === "preparing"
        ? phase.place > 0
          ? formatText(words.inLineCode, { place: phase.place })
          : words.preparing
        : "";
  if (said === "") return null;
  return (
    <p role="status" className="text-ink-soft text-sm" data-load-phase={phase.kind}>
      {said}
    </p>
  );
}
