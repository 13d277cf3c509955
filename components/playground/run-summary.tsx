"use client";

import { useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { compareRuns, type RunComparison } from "#lib/record/compare-runs.ts";
import { isFromOutside, outsideSentences } from "./outside-sentences.ts";
import type { StoredRun } from "./run-list.ts";
import { otherPairs } from "./run-pairs.ts";
import { type NamedRun, pairSentences, runSentences } from "./run-sentences.ts";
import { useRunTitle } from "./run-title.ts";
import { inScreenOrder } from "./screen-order.ts";
import { SummaryBlock } from "./summary-block.tsx";
import { summaryHeadline } from "./summary-headline.ts";

type RunSummaryProps = {
  readonly runs: readonly StoredRun[];
  readonly shown: StoredRun | null;
  readonly other: StoredRun | null;
  readonly isLive: boolean;
};

/** What took how long, how the two runs compare, who was blocked and what set the length. */
export function RunSummary({ runs, shown, other, isLive }: RunSummaryProps) {
  const { locale, text } = useText();
  const words = text.summary;
  const titleOf = useRunTitle();
  // Two runs of one experiment are told apart by their numbers.
  const isSame = shown !== null && other !== null && plainTitle(shown) === plainTitle(other);
  const name = (run: StoredRun): NamedRun => ({
    record: run.record,
    title: isSame ? titleOf(run) : plainTitle(run),
  });
  const pair = useMemo(() => {
    if (shown === null || other === null || isLive) return null;
    const [above, below] = inScreenOrder(other, shown);
    return { above, below, comparison: compared(runs, above, below) };
  }, [runs, shown, other, isLive]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: titles follow from the runs and the language.
  const said = useMemo(() => {
    if (shown === null) return null;
    if (pair === null) {
      const sentences = isFromOutside(shown.record)
        ? outsideSentences(shown.record, text.outside, locale)
        : runSentences(name(shown), words, locale);
      return {
        headline: null,
        sentences: sentences.length > 0 || !isLive ? sentences : [text.playground.starting],
      };
    }
    const { above, below, comparison } = pair;
    const sentences = pairSentences(above.record, below.record, words, locale);
    return {
      headline: summaryHeadline([name(above), name(below)], comparison, text, locale),
      // How many calls, and how many at a time. Why either took as long as it did is beside the point.
      sentences: hasOther(above, below) ? sentences.slice(0, 1) : sentences,
    };
  }, [shown, pair, isLive, locale, text]);
  return said === null ? null : <SummaryBlock label={words.label} locale={locale} {...said} />;
}

/** A program that is not the visitor's is run to be seen: which of the two is quicker says nothing. */
function compared(runs: readonly StoredRun[], above: StoredRun, below: StoredRun): RunComparison {
  if (hasOther(above, below)) return { kind: "none" };
  return compareRuns([above.record, below.record], otherPairs(runs, above, below));
}

function hasOther(...runs: readonly StoredRun[]): boolean {
  return runs.some(({ origin }) => origin === "other");
}

function plainTitle({ record: { header } }: StoredRun): string {
  return header.title || header.experiment;
}
