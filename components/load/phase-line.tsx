import { useText } from "#components/i18n/use-text.tsx";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import type { VisitPhase, VisitRun } from "./visit-run.ts";

/** Where a run stands before its first figures. */
export function PhaseLine({ run: { phase } }: { readonly run: VisitRun }) {
  const said = phaseWords(phase, useText().text.load);
  if (said === "") return null;
  return (
    <p role="status" className="text-ink-soft text-sm" data-load-phase={phase.kind}>
      {said}
    </p>
  );
}

function phaseWords(phase: VisitPhase, words: Dictionary["load"]): string {
  switch (phase.kind) {
    case "queued":
      return phase.place > 0 ? formatText(words.queued, { place: phase.place }) : words.starting;
    case "preparing":
      return phase.place > 0 ? formatText(words.inLineCode, { place: phase.place }) : words.preparing;
    default:
      return "";
  }
}
