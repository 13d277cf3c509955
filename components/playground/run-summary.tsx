"use client";

import { useMemo } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { compareRuns } from "#lib/record/compare-runs.ts";
import { isAbove } from "#lib/record/order-runs.ts";
import { isFromOutside, outsideSentences } from "./outside-sentences.ts";
import type { StoredRun } from "./run-list.ts";
import { otherPairs } from "./run-pairs.ts";
import { type NamedRun, pairSentences, runSentences } from "./run-sentences.ts";
import { useRunTitle } from "./run-title.ts";
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
    const [above, below] = isAbove(other.record, shown.record) ? [other, shown] : [shown, other];
    const comparison = compareRuns([above.record, below.record], otherPairs(runs, above, below));
    return { above, below, comparison };
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
    const both = [name(pair.above), name(pair.below)] as const;
    return {
      headline: summaryHeadline(both, pair.comparison, text, locale),
      sentences: pairSentences(pair.above.record, pair.below.record, words, locale),
    };
  }, [shown, pair, isLive, locale, text]);
  return said === null ? null : <SummaryBlock label={words.label} locale={locale} {...said} />;
}

function plainTitle({ record: { header } }: StoredRun): string {
  return header.title || header.experiment;
}
