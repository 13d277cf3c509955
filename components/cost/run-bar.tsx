import { Play, Square } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { CostRun } from "./cost-run.ts";

type RunBarProps = {
  /** The measurement that goes on. */
  readonly live: CostRun | null;
  readonly canRun: boolean;
  readonly onRun: () => void;
  readonly onStop: () => void;
};

export function RunBar({ live, canRun, onRun, onStop }: RunBarProps) {
  const words = useText().text.cost;
  if (live === null) {
    return (
      <Button
        variant="primary"
        size="large"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        disabled={!canRun}
        onClick={onRun}
        data-cost-run=""
      >
        <Play aria-hidden="true" className="size-4" />
        {words.run}
        <span aria-hidden="true" className="max-lg:hidden">
          <Kbd keys={["Mod", "Enter"]} className="opacity-80" />
        </span>
      </Button>
    );
  }
  const isStopping = live.state === "stopping";
  return (
    <Button
      variant="primary"
      size="large"
      busy={isStopping}
      onClick={(event) => {
        // The second click of a double click on Run lands here: it was not meant.
        if (event.detail < 2 && !isStopping) onStop();
      }}
      data-cost-stop=""
    >
      {!isStopping && <Square aria-hidden="true" className="size-4" />}
      {isStopping ? words.stopping : words.stop}
    </Button>
  );
}
