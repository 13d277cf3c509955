import { Play, Square } from "lucide-react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";

type RunButtonProps = {
  /** `Measure`. */
  readonly label: string;
  readonly state: "ready" | "blocked" | "running" | "stopping";
  readonly onRun: () => void;
  readonly onStop: () => void;
};

/** Run, or Stop while something goes on. */
export function RunButton({ label, state, onRun, onStop }: RunButtonProps) {
  const words = useText().text.target;
  if (state === "ready" || state === "blocked") {
    return (
      <Button
        variant="primary"
        size="large"
        aria-keyshortcuts="Control+Enter Meta+Enter"
        disabled={state === "blocked"}
        onClick={onRun}
        data-run-button=""
      >
        <Play aria-hidden="true" className="size-4" />
        {label}
        <span aria-hidden="true" className="max-lg:hidden">
          <Kbd keys={["Mod", "Enter"]} />
        </span>
      </Button>
    );
  }
  const isStopping = state === "stopping";
  return (
    <Button
      variant="primary"
      size="large"
      busy={isStopping}
      onClick={(event) => {
        // The second click of a double click on Run lands here: it was not meant.
        if (event.detail < 2 && !isStopping) onStop();
      }}
      data-stop-button=""
    >
      {!isStopping && <Square aria-hidden="true" className="size-4" />}
      {isStopping ? words.stopping : words.stop}
    </Button>
  );
}
