import type { Dictionary } from "#lib/i18n/en.ts";
import { formatPercent, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { compareMakespans, summarizeRun } from "#lib/record/run-summary.ts";
import { isInterrupted } from "#lib/timeline/blocked-stretches.ts";
import { callCounts } from "#lib/timeline/call-counts.ts";
import { clientFreedom } from "#lib/timeline/client-freedom.ts";
import { formatDuration, formatRatio } from "#lib/timeline/format-duration.ts";
import type { TimelineRun } from "./timeline-run.ts";

/** Runs closer than this are not told apart by one pair (practical threshold ±5 %). */
const leastRatio = 1.05;

/** Shorter stops of the client are not worth a word, µs. */
const leastBlockedUs = 1_000;

export type Headline = {
  /** "Blocking 4.02 s", one a run. */
  readonly results: readonly {
    readonly label: string;
    readonly duration: string;
    /** Null: the client was free, and no bracket says otherwise. */
    readonly blocked: string | null;
  }[];
  /** "3.9×"; null with one run or while one has no result. */
  readonly ratio: string | null;
  /** The whole as one sentence, for those who do not see it. */
  readonly spoken: string;
};

/** What the runs came to, from their records: durations, blocked shares and the ratio of one pair. */
export function headlineText(
  runs: readonly TimelineRun[],
  locale: Locale,
  text: Dictionary["timeline"],
): Headline {
  const summaries = runs.map(({ record }) => summarizeRun(record));
  const results = runs.map(({ label, record }, i) => {
    const summary = summaries[i];
    const makespanUs = summary?.makespanUs ?? null;
    return {
      label,
      duration: makespanUs === null ? "–" : formatDuration(locale, makespanUs),
      blocked: blockedWords(record, makespanUs, locale, text),
    };
  });
  const [first, second] = summaries;
  const compared = first === undefined || second === undefined ? null : compareMakespans(first, second);
  const ratio =
    compared === null
      ? null
      : compared.ratio < leastRatio
        ? text.ratioSame
        : formatRatio(locale, compared.ratio);
  const [a, b] = results;
  const spoken =
    a === undefined
      ? text.empty
      : b === undefined
        ? formatText(text.picture.one, {
            label: a.label,
            calls: first === undefined ? "" : callCounts(first, locale, text),
            duration: a.duration,
          })
        : formatText(text.picture.two, {
            first: a.label,
            firstDuration: a.duration,
            second: b.label,
            secondDuration: b.duration,
            ratio: ratio ?? "–",
          });
  return { results, ratio, spoken };
}

function blockedWords(
  record: RunRecord,
  makespanUs: number | null,
  locale: Locale,
  text: Dictionary["timeline"],
): string | null {
  const { blockedUs, longestGapUs } = clientFreedom(record);
  if (blockedUs >= leastBlockedUs) {
    // What was ended from outside is blocked beyond the last call that returned.
    const wholeUs = isInterrupted(record)
      ? record.header.durationUs
      : (makespanUs ?? record.header.durationUs);
    const share = formatPercent(locale, wholeUs === 0 ? 0 : Math.min(1, blockedUs / wholeUs));
    return formatText(text.blockedFor, { duration: formatDuration(locale, blockedUs), share });
  }
  if (longestGapUs === 0) return null;
  return formatText(text.couldNotReact, { duration: formatDuration(locale, longestGapUs) });
}
