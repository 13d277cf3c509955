import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { readStarts } from "#lib/statistics/readings.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { DataTable } from "./chart-frame.tsx";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import type { Say } from "./say.ts";

/** How the latency of run A changes with the start, and whether every call is drawn. */
export function readStartTimes(
  { runs }: LatencyModel,
  drawn: { readonly shown: number; readonly total: number },
  say: Say,
): string {
  const { locale, words } = say;
  const sampled = { shown: formatNumber(locale, drawn.shown), total: formatNumber(locale, drawn.total) };
  return say.sentences([
    sentenceOf(runs[0], say),
    drawn.shown < drawn.total ? formatText(words.sampled, sampled) : "",
  ]);
}

function sentenceOf(run: RunLatency | undefined, { locale, words }: Say): string {
  const answered = (run?.points ?? []).filter(({ outcome }) => outcome === "ok");
  if (answered.length < 2) return "";
  const reading = readStarts(answered);
  switch (reading.kind) {
    case "together":
      return reading.spanUs === 0
        ? words.starts.readingSame
        : formatText(words.starts.readingTogether, { span: formatDuration(locale, reading.spanUs) });
    case "rising":
      return formatText(words.starts.readingRising, { ratio: formatNumber(locale, reading.ratio, 1) });
    case "falling":
      return formatText(words.starts.readingFalling, { ratio: formatNumber(locale, reading.ratio, 2) });
    case "even":
      return words.starts.readingEven;
  }
}

/** Every call that is drawn. */
export function tableOfStartTimes(
  drawn: readonly Pick<RunLatency, "key" | "title" | "points">[],
  say: Say,
): DataTable {
  const { columnRun, columnStart, columnLatency, columnOutcome } = say.words.starts;
  return {
    head: [columnRun, columnStart, columnLatency, columnOutcome],
    rows: drawn.flatMap((run) =>
      run.points.map(({ row, startUs, us, outcome }) => [
        `${say.run(run)} #${row + 1}`,
        formatDuration(say.locale, startUs),
        say.latency(us),
        say.words.outcomes[outcome],
      ]),
    ),
  };
}
