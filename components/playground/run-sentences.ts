import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPercent, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type RunSummary, summarizeRun } from "#lib/record/run-summary.ts";
import { isInterrupted } from "#lib/timeline/blocked-stretches.ts";
import { clientFreedom } from "#lib/timeline/client-freedom.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { type RunLimit, runLimit } from "#lib/timeline/run-limit.ts";

type Words = Dictionary["summary"];

/** A run and what a sentence calls it. */
export type NamedRun = { readonly record: RunRecord; readonly title: string };

/** Shorter stops are ordinary scheduling, not a client that could not react, µs. */
const worthTellingUs = 25_000;

/**
 * What a run was like, in up to three sentences made of its record's numbers: totals, how long the client was blocked,
 * and which phase made it as long as it was, with what limited it.
 */
export function runSentences({ record, title }: NamedRun, words: Words, locale: Locale): string[] {
  const summary = summarizeRun(record);
  const { outcome, durationUs } = record.header;
  const calls = formatPlural(locale, words.calls, summary.calls);
  const done = formatNumber(locale, summary.totals.ok + summary.totals.failed + summary.totals.shed);
  if (outcome.kind === "running") {
    return summary.calls === 0 ? [] : [formatText(words.running, { title, done, calls })];
  }
  const freedom = formatText(words.freedom, { state: freedomWords(record, summary, words, locale) });
  if (outcome.kind === "stopped") {
    const duration = formatDuration(locale, durationUs);
    return [formatText(words.stopped, { title, duration, done, calls }), freedom];
  }
  if (summary.calls === 0) return [words.none];
  if (summary.makespanUs === null) return [];
  const cause = causeWords(record, words, locale);
  return [
    formatText(words.total, {
      title,
      calls,
      duration: formatDuration(locale, summary.makespanUs),
      fate: fateOf(summary, words, locale),
      overlap: overlapOf(summary, words, locale),
    }),
    freedom,
    ...(cause === null ? [] : [formatText(words.length, { cause })]),
  ];
}

/**
 * The same of two runs that are over: each sentence tells of both, in the order given. How they compare is the headline's
 * to say.
 */
export function pairSentences(first: RunRecord, second: RunRecord, words: Words, locale: Locale): string[] {
  const [a, b] = [summarizeRun(first), summarizeRun(second)];
  const against = (one: string, other: string) =>
    one === other ? one : formatText(words.against, { first: one, second: other });
  const [cause, otherCause] = [causeWords(first, words, locale), causeWords(second, words, locale)];
  return [
    totalsOfPair(a, b, words, locale),
    formatText(words.freedom, {
      state: against(freedomWords(first, a, words, locale), freedomWords(second, b, words, locale)),
    }),
    ...(cause === null || otherCause === null
      ? []
      : [formatText(words.length, { cause: against(cause, otherCause) })]),
  ];
}

/** "4 calls each, all answered; up to 1 against 4 at the same time.", or each run's own when they differ in more. */
function totalsOfPair(a: RunSummary, b: RunSummary, words: Words, locale: Locale): string {
  const outcome = (run: RunSummary) => {
    const calls = formatPlural(locale, words.calls, run.calls);
    if (run.calls === 0) return calls;
    return formatText(words.outcome, {
      calls,
      fate: fateOf(run, words, locale),
      overlap: overlapOf(run, words, locale),
    });
  };
  if (a.calls !== b.calls || fateOf(a, words, locale) !== fateOf(b, words, locale)) {
    return formatText(words.totals, { first: outcome(a), second: outcome(b) });
  }
  const overlap =
    a.maxOverlap === b.maxOverlap
      ? overlapOf(a, words, locale)
      : formatText(words.overlapPair, {
          first: formatNumber(locale, a.maxOverlap),
          second: formatNumber(locale, b.maxOverlap),
        });
  const calls = formatPlural(locale, words.calls, a.calls);
  return formatText(words.eachAnswered, { calls, fate: fateOf(a, words, locale), overlap });
}

function fateOf({ totals, calls }: RunSummary, words: Words, locale: Locale): string {
  if (totals.ok === calls) return calls === 1 ? words.fateOne : words.fateAll;
  const parts = [
    [words.fateOk, totals.ok],
    [words.fateFailed, totals.failed],
    [words.fateShed, totals.shed],
    [words.fateOpen, totals.inFlight],
  ] as const;
  return parts
    .flatMap(([text, count]) =>
      count === 0 ? [] : [formatText(text, { count: formatNumber(locale, count) })],
    )
    .join(words.fateSeparator);
}

function overlapOf({ calls, maxOverlap }: RunSummary, words: Words, locale: Locale): string {
  if (calls < 2) return "";
  if (maxOverlap <= 1) return words.noOverlap;
  return formatText(words.overlap, { count: formatNumber(locale, maxOverlap) });
}

function freedomWords(record: RunRecord, summary: RunSummary, words: Words, locale: Locale): string {
  const { blockedUs, longestGapUs } = clientFreedom(record);
  if (blockedUs > worthTellingUs) {
    // What was ended from outside is blocked beyond the last call that returned.
    const wholeUs = isInterrupted(record)
      ? record.header.durationUs
      : (summary.makespanUs ?? record.header.durationUs);
    const share = formatPercent(locale, wholeUs === 0 ? 0 : Math.min(1, blockedUs / wholeUs));
    return formatText(words.blocked, { duration: formatDuration(locale, blockedUs), share });
  }
  if (longestGapUs > 0) return formatText(words.stuck, { duration: formatDuration(locale, longestGapUs) });
  if (summary.longestBeatGapUs === 0) return words.unknown;
  return formatText(words.free, { duration: formatDuration(locale, summary.longestBeatGapUs) });
}

function causeWords(record: RunRecord, words: Words, locale: Locale): string | null {
  const limit = runLimit(record);
  if (limit === null) return null;
  return formatText(words.cause, {
    cause: limitWords(limit, words, locale),
    share: formatPercent(locale, limit.share),
    phase: words.phases[limit.phase],
  });
}

function limitWords({ cause, phase }: RunLimit, words: Words, locale: Locale): string {
  if (cause.kind === "phase") return words.causes[phase];
  if (cause.kind !== "workers") return words.causes[cause.kind];
  const workers = formatPlural(locale, words.workers, cause.workers);
  return cause.waves === null
    ? formatText(words.causes.workers, { workers, queued: formatNumber(locale, cause.queued) })
    : formatText(words.causes.waves, { workers, waves: formatPlural(locale, words.waves, cause.waves) });
}
