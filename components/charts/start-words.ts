import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { readStarts } from "#lib/statistics/readings.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { CsvTable, DataTable } from "./chart-frame.tsx";
import type { Dot } from "./dots.ts";
import type { LatencyModel } from "./latency-model.ts";
import type { Say } from "./say.ts";

/** How latency changes with the start, for the first run that has two answers. */
export function readStartTimes({ runs }: Pick<LatencyModel, "runs">, say: Say): string {
  const { locale, words } = say;
  const answeredOf = (run: LatencyModel["runs"][number]) =>
    run.points.filter(({ outcome }) => outcome === "ok");
  const run = runs.find((each) => answeredOf(each).length >= 2);
  if (run === undefined) return "";
  const reading = readStarts(answeredOf(run));
  const name = { run: say.name(run) };
  switch (reading.kind) {
    case "together":
      return reading.spanUs === 0
        ? formatText(words.starts.readingSame, name)
        : formatText(words.starts.readingTogether, {
            ...name,
            span: formatDuration(locale, reading.spanUs),
          });
    case "rising":
      return formatText(words.starts.readingRising, {
        ...name,
        ratio: formatNumber(locale, reading.ratio, 1),
      });
    case "falling":
      return formatText(words.starts.readingFalling, {
        ...name,
        ratio: formatNumber(locale, reading.ratio, 2),
      });
    case "even":
      return formatText(words.starts.readingEven, name);
  }
}

/** Every call that is drawn. */
export function tableOfStartTimes(dots: readonly Dot[], say: Say): DataTable {
  const { columnRun, columnStart, columnLatency, columnOutcome } = say.words.starts;
  return {
    head: [columnRun, columnStart, columnLatency, columnOutcome],
    rows: dots.map(({ run, point: { row, startUs, us, outcome } }) => [
      `${say.run(run)} #${row + 1}`,
      formatDuration(say.locale, startUs),
      say.latency(us),
      say.words.outcomes[outcome],
    ]),
  };
}

/** Every call that is drawn, with what its caller waited and what lies between the send and the reply. */
export function csvOfStartTimes(dots: readonly Dot[]): CsvTable {
  return {
    head: ["run", "row", "call", "start_us", "latency_us", "sent_late_us", "outcome"],
    rows: dots.map(({ run, point: { row, startUs, us, lateUs, outcome } }) => {
      const call = (run.record.attempts.call[row] ?? 0) + 1;
      return [run.key, row, call, startUs, us, lateUs, outcome];
    }),
  };
}
