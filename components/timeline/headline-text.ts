import type { Dictionary } from "#lib/i18n/en.ts";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { type Locale, languageTags } from "#lib/i18n/locales.ts";
import { compareMakespans, summarizeRun } from "#lib/record/run-summary.ts";
import { formatDuration, formatRatio } from "#lib/timeline/format-duration.ts";
import type { TimelineRun } from "./timeline-run.ts";

/** Runs closer than this are not told apart by one pair (practical threshold ±5 %). */
const leastRatio = 1.05;

export type Headline = {
  /** "Blocking 4.02 s", one a run. */
  readonly results: readonly {
    readonly label: string;
    readonly duration: string;
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
  const results = runs.map(({ label }, i) => {
    const summary = summaries[i];
    const makespanUs = summary?.makespanUs ?? null;
    const blockedUs = summary?.blockedUs ?? 0;
    const share = percent(locale, summary?.blockedShare ?? 0);
    return {
      label,
      duration: makespanUs === null ? "–" : formatDuration(locale, makespanUs),
      blocked:
        blockedUs < 1_000
          ? null
          : formatText(text.blockedFor, { duration: formatDuration(locale, blockedUs), share }),
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
            calls: formatPlural(locale, text.calls, runs[0]?.record.attempts.length ?? 0),
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

/** "81 %" in English, "81%" in Chinese, without decimals. */
export function percent(locale: Locale, share: number): string {
  return new Intl.NumberFormat(languageTags[locale], { style: "percent", maximumFractionDigits: 0 }).format(
    share,
  );
}
