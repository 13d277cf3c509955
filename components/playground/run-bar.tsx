"use client";

import { Play, Settings2, Square } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Experiment } from "#lib/gen/playground/v1/editor_pb.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { RunPhase } from "./use-run.ts";

type RunBarProps = {
  readonly experiments: readonly Pick<Experiment, "name" | "title">[];
  readonly experiment: string;
  readonly onExperiment: (name: string) => void;
  readonly phase: RunPhase;
  readonly onRun: () => void;
  readonly onStop: () => void;
  readonly settingsOpen: boolean;
  readonly onToggleSettings: () => void;
  /** Stands at the end: what else can be done with the work. */
  readonly more: ReactNode;
};

/** Which experiment, Run or Stop, and the door to the settings. */
export function RunBar(props: RunBarProps) {
  const { text } = useText();
  const words = text.playground;
  const isIdle = props.phase.kind === "idle";
  const options = props.experiments.map(({ name, title }) => ({
    value: name,
    label: title === "" || title === name ? name : formatText(words.experimentOption, { name, title }),
  }));
  return (
    <div className="flex min-w-0 items-center gap-2 border-hairline border-b px-3 py-2">
      <Select
        label={words.experiment}
        hideLabel
        className="min-w-0 flex-1"
        value={props.experiment}
        onChange={props.onExperiment}
        options={options.length > 0 ? options : [{ value: "", label: words.noExperiments, disabled: true }]}
      />
      {isIdle ? (
        <Button
          variant="primary"
          data-point="run"
          aria-keyshortcuts="Control+Enter Meta+Enter"
          onClick={props.onRun}
          disabled={props.experiments.length === 0}
        >
          <Play aria-hidden="true" className="size-4" />
          {words.run}
          {/* The button's name is its word alone. */}
          <span aria-hidden="true" className="max-sm:hidden">
            <Kbd keys={["Mod", "Enter"]} className="opacity-80" />
          </span>
        </Button>
      ) : (
        <StopButton phase={props.phase} onStop={props.onStop} />
      )}
      <Button
        variant="quiet"
        data-point="settings"
        onClick={props.onToggleSettings}
        aria-expanded={props.settingsOpen}
        aria-controls="playground-settings"
      >
        <Settings2 aria-hidden="true" className="size-4" />
        <span className="max-sm:sr-only">{words.settings}</span>
      </Button>
      {props.more}
    </div>
  );
}

function StopButton({ phase, onStop }: Pick<RunBarProps, "phase" | "onStop">) {
  const { text } = useText();
  return (
    <Button
      variant="primary"
      onClick={(event) => {
        // The second click of a double click on Run lands here: it was not meant.
        if (event.detail < 2) onStop();
      }}
    >
      <Square aria-hidden="true" className="size-4" />
      {text.playground.stop}
      <ElapsedSeconds phase={phase} />
    </Button>
  );
}

/** Whole tenths of a second since the run began; hidden from readers, who are told when it ends. */
function ElapsedSeconds({ phase }: { readonly phase: RunPhase }) {
  const [seconds, setSeconds] = useState(0);
  const sinceMs = phase.kind === "running" ? phase.sinceMs : null;
  useEffect(() => {
    if (sinceMs === null) return;
    const show = () => setSeconds((performance.now() - sinceMs) / 1000);
    show();
    const timer = setInterval(show, 100);
    return () => clearInterval(timer);
  }, [sinceMs]);
  return (
    <span aria-hidden="true" className="min-w-[5ch] text-right tabular-nums opacity-80">
      {sinceMs === null ? "…" : `${seconds.toFixed(1)} s`}
    </span>
  );
}
