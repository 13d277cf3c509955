"use client";

import { useText } from "#components/i18n/use-text.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { ComparisonPhase } from "./use-comparison.ts";

type ComparePhaseProps = { readonly phase: ComparisonPhase; readonly onRetry: () => void };

/** How far the comparison is; told to screen readers as it changes. */
export function ComparePhase({ phase, onRetry }: ComparePhaseProps) {
  const { locale, text } = useText();
  const words = text.wire.compare;
  const isBusy = phase.kind === "preparing" || phase.kind === "calling";
  return (
    <>
      <p
        role="status"
        data-phase={phase.kind}
        className="flex items-center gap-2 text-ink-soft text-sm empty:hidden"
      >
        {isBusy && <Spinner />}
        {phase.kind === "preparing" &&
          (phase.place > 0 ? formatText(words.place, { place: phase.place }) : words.preparing)}
        {phase.kind === "calling" && formatText(words.calling, { round: phase.round, rounds: phase.rounds })}
        {phase.kind === "stopped" && words.stopped}
        {phase.kind === "done" && `✓ ${formatPlural(locale, words.done, phase.rounds)}`}
      </p>
      {phase.kind === "failed" && phase.failure.render(onRetry)}
    </>
  );
}
