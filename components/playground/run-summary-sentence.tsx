"use client";

import { useText } from "#components/i18n/use-text.tsx";
import type { StoredRun } from "./run-list.ts";
import { comparisonSentence, runSentences } from "./run-sentences.ts";

type RunSummaryProps = {
  readonly shown: StoredRun | null;
  readonly other: StoredRun | null;
  readonly isLive: boolean;
};

/** The result in words, above every picture: what took how long, and how the two runs compare. */
export function RunSummary({ shown, other, isLive }: RunSummaryProps) {
  const { locale, text } = useText();
  if (shown === null) return null;
  const words = text.playground;
  const comparison =
    other === null || isLive ? "" : comparisonSentence(other.record, shown.record, words, locale);
  const sentences = runSentences(shown.record, words, locale);
  const [headline, ...rest] = comparison === "" ? sentences : [comparison, ...sentences];
  return (
    <div data-testid="run-summary">
      <p className="min-h-6 font-medium text-base">{headline ?? (isLive ? words.starting : "")}</p>
      {rest.length > 0 && <p className="text-ink-soft text-sm">{rest.join(locale === "zh" ? "" : " ")}</p>}
    </div>
  );
}
