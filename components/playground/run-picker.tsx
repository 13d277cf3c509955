"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Select } from "#components/ui/select.tsx";
import { useRunTitle } from "./run-title.ts";
import type { RunControl } from "./use-run.ts";

const nothing = "";

/** Which run is shown and which one it is compared with, of all runs of this visit. */
export function RunPicker({ control }: { readonly control: RunControl }) {
  const { text } = useText();
  const words = text.playground;
  const titleOf = useRunTitle();
  const { runs, shownId, otherId } = control.list;
  if (runs.length < 2 || shownId === null) return null;
  const options = runs.toReversed().map((run) => ({ value: run.id, label: titleOf(run) }));
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full">
      <Select
        label={words.showRun}
        hideLabel
        className="min-w-0 max-w-64 flex-1"
        value={shownId}
        onChange={control.show}
        options={options}
      />
      <span className="text-ink-faint text-xs">{words.compareWith}</span>
      <Select
        label={words.compareWith}
        hideLabel
        className="min-w-0 max-w-64 flex-1"
        value={otherId ?? nothing}
        onChange={(id) => control.compare(id === nothing ? null : id)}
        options={[
          { value: nothing, label: words.compareNone },
          ...options.filter(({ value }) => value !== shownId),
        ]}
      />
    </div>
  );
}
