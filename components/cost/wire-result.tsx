import { useMemo } from "react";
import { CommunicationChart } from "#components/charts/communication-chart.tsx";
import { useText } from "#components/i18n/use-text.tsx";
import { Table, Td, Th } from "#components/ui/table.tsx";
import { judgeWire, type WireSeries } from "#lib/cost/judge-wire.ts";
import type { WireProgress } from "#lib/cost/measure-wire.ts";
import type { Interval } from "#lib/fit/interval.ts";
import type { Dictionary } from "#lib/i18n/en.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { Locale } from "#lib/i18n/locales.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { CostRun } from "./cost-run.ts";
import { wayName } from "./way-names.ts";

/** C(n): what waits for bytes, a line for each way, and the bytes themselves. */
export function WireResult({ run, progress }: { readonly run: CostRun; readonly progress: WireProgress }) {
  const { locale, text } = useText();
  const words = text.cost;
  const series = useMemo(
    () => judgeWire(progress.samples, run.seed).filter(({ points }) => points.length > 1),
    [progress.samples, run.seed],
  );
  if (series.length === 0)
    return (
      <p className="text-ink-soft text-sm" data-state="empty">
        {words.communication.nothing}
      </p>
    );
  const nameOf = (each: WireSeries) => wayName(each, words);
  const method = run.target.slice(run.target.indexOf("/") + 1);
  return (
    <div className="grid gap-6">
      <CommunicationChart series={series} nameOf={nameOf} shows="latency" fileName={`c-${method}`} />
      <div className="grid gap-1">
        <h3 className="text-base">{words.communication.table}</h3>
        <Table caption={words.communication.table}>
          <thead>
            <tr>
              <Th>{words.communication.way}</Th>
              <Th numeric>{words.communication.fixedColumn}</Th>
              <Th numeric>{words.communication.perKilobyte}</Th>
              <Th numeric>{words.communication.bandwidth}</Th>
            </tr>
          </thead>
          <tbody>
            {series.map((each) => (
              <tr key={each.id} data-line={each.id}>
                <Th scope="row">{nameOf(each)}</Th>
                {lineCells(each, words, locale).map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns are always the same
                  <Td key={column} numeric>
                    {cell}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
        <p className="max-w-prose text-ink-soft text-xs">{words.communication.about}</p>
      </div>
      <CommunicationChart series={series} nameOf={nameOf} shows="bytes" fileName={`bytes-${method}`} />
    </div>
  );
}

function lineCells({ fit }: WireSeries, words: Dictionary["cost"], locale: Locale): readonly string[] {
  const { communication, units } = words;
  if (!fit.ok) {
    const { problem } = fit;
    return problem.reason === "tooFewSizes"
      ? [formatText(communication.refusal, { has: problem.has, needs: problem.needs }), "–", "–"]
      : [communication.lossless, "–", "–"];
  }
  const { fixedUs, usPerByte, bandwidth, pattern } = fit.value;
  const between = ({ value, lower, upper }: Interval, format: (value: number) => string) =>
    formatText(communication.between, { value: format(value), lower: format(lower), upper: format(upper) });
  const time = (us: number) => formatDuration(locale, us);
  const rate = (bytesPerSecond: number) => {
    const megabits = (bytesPerSecond * 8) / 1e6;
    return formatText(units.megabits, { value: formatNumber(locale, megabits, megabits < 100 ? 1 : 0) });
  };
  return [
    between(fixedUs, time),
    between(usPerByte, (us) => time(us * 1_000)),
    [
      bandwidth.kind === "measured"
        ? between(bandwidth.bytesPerSecond, rate)
        : formatText(communication.notIdentifiable, { value: rate(bandwidth.atLeastBytesPerSecond) }),
      ...(pattern === null ? [] : [communication.pattern]),
    ].join(locale === "zh" ? "，" : "; "),
  ];
}
