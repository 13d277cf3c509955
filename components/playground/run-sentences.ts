import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatPlural, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { compareMakespans, summarizeRun } from "#lib/record/run-summary.ts";
import { clientFreedom } from "#lib/timeline/client-freedom.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";

type Words = Dictionary["playground"];

/** Shorter stops are ordinary scheduling, not a client that could not react. */
const worthTellingUs = 25_000;

/** What a run was like, in sentences made of its record's numbers. */
export function runSentences(record: RunRecord, words: Words, locale: Locale): string[] {
  const summary = summarizeRun(record);
  const title = record.header.title || record.header.experiment;
  if (record.header.outcome.kind === "running") {
    const done = formatNumber(locale, summary.totals.ok + summary.totals.failed + summary.totals.shed);
    const calls = formatPlural(locale, words.callCount, summary.calls);
    return summary.calls === 0 ? [] : [formatText(words.summaryRunning, { title, done, calls })];
  }
  if (record.header.outcome.kind === "stopped") {
    const duration = formatDuration(locale, record.header.durationUs);
    const done = formatNumber(locale, summary.totals.ok);
    const calls = formatPlural(locale, words.callCount, summary.calls);
    return [formatText(words.summaryStopped, { title, duration, done, calls })];
  }
  if (summary.calls === 0 || summary.makespanUs === null) {
    return summary.calls === 0 ? [words.summaryNone] : [];
  }
  const sentences = [
    formatText(words.summaryOne, {
      title,
      calls: formatPlural(locale, words.callCount, summary.calls),
      duration: formatDuration(locale, summary.makespanUs),
    }),
  ];
  if (summary.calls > 1) {
    sentences.push(
      summary.maxOverlap > 1
        ? formatText(words.summaryOverlap, { count: formatNumber(locale, summary.maxOverlap) })
        : words.summaryNoOverlap,
    );
  }
  const { workers } = record.header.settings;
  // Handlers that end at once reuse slots in no order: only full waves are waves.
  const fullWaves = workers === null ? 0 : Math.ceil(summary.calls / workers);
  if (
    workers !== null &&
    fullWaves > 1 &&
    summary.waves.length === fullWaves &&
    summary.totals.failed === 0
  ) {
    sentences.push(
      formatText(words.summaryWaves, {
        waves: formatPlural(locale, words.waveCount, summary.waves.length),
        workers: formatPlural(locale, words.workerCount, workers),
      }),
    );
  }
  const { blockedUs, longestGapUs } = clientFreedom(record);
  const stoodStillUs = Math.max(blockedUs > worthTellingUs ? blockedUs : 0, longestGapUs);
  if (stoodStillUs > 0) {
    sentences.push(formatText(words.summaryBlocked, { duration: formatDuration(locale, stoodStillUs) }));
  } else if (summary.longestBeatGapUs > 0) {
    sentences.push(
      formatText(words.summaryFree, { duration: formatDuration(locale, summary.longestBeatGapUs) }),
    );
  }
  if (summary.totals.failed > 0) {
    sentences.push(formatPlural(locale, words.summaryFailed, summary.totals.failed));
  }
  if (summary.totals.shed > 0) {
    sentences.push(formatPlural(locale, words.summaryShed, summary.totals.shed));
  }
  return sentences;
}

/** How two runs compare, in one sentence; empty when one of them took no time. */
export function comparisonSentence(a: RunRecord, b: RunRecord, words: Words, locale: Locale): string {
  const [of, to] = [summarizeRun(a), summarizeRun(b)];
  const comparison = compareMakespans(of, to);
  if (comparison === null || of.makespanUs === null || to.makespanUs === null) return "";
  const said = (us: number) => formatDuration(locale, us);
  if (comparison.ratio < 1.05) {
    return formatText(words.summarySame, { a: said(of.makespanUs), b: said(to.makespanUs) });
  }
  const isASlower = comparison.slower === "a";
  const title = ({ header }: RunRecord) => header.title || header.experiment;
  return formatText(words.summaryRatio, {
    slowTitle: title(isASlower ? a : b),
    fastTitle: title(isASlower ? b : a),
    ratio: formatNumber(locale, comparison.ratio, 1),
    slow: said(isASlower ? of.makespanUs : to.makespanUs),
    fast: said(isASlower ? to.makespanUs : of.makespanUs),
  });
}
