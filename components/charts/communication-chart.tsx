import { useState } from "react";
import { CartesianGrid, ComposedChart, Line, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import type { WirePoint, WireSeries } from "#lib/cost/judge-wire.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { durationUnit } from "#lib/timeline/format-duration.ts";
import { chartMargin, gridLook, latencyAxis, latencyAxisWidth } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { MinorTicks } from "./minor-ticks.tsx";
import { airyRange, formatBytes, shortNumber, sizeAxis } from "./size-axis.ts";
import { WayToggles } from "./way-toggles.tsx";
import { bytesReading, latencyReading, wayCsv, wayTable } from "./way-words.ts";
import { WireMarks } from "./wire-marks.tsx";

type WireChartProps = {
  /** At least one, each with at least one point. */
  readonly series: readonly WireSeries[];
  /** `Connect · JSON · gzip`. */
  readonly nameOf: (series: WireSeries) => string;
  /** `latency`: waiting against bytes. `bytes`: bytes against n. */
  readonly shows: "latency" | "bytes";
  readonly fileName: string;
};

/** What the way there costs: one line for each protocol, encoding and compression. */
export function CommunicationChart({ series, nameOf, shows, fileName }: WireChartProps) {
  const { locale, text } = useText();
  const { communication: words, units } = text.cost;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = series.filter(({ id }) => !hidden.has(id));
  const all = series.flatMap(({ points }) => points);
  const xOf = (point: WirePoint) => (shows === "latency" ? Math.max(1, point.bytes) : point.n);
  const yOf = (point: WirePoint) => (shows === "latency" ? point.us : Math.max(1, point.bytes));
  const [xRange, yRange] = [airyRange(all.map(xOf)), airyRange(all.map(yOf))];
  const unit = durationUnit(Math.max(...all.map(({ us }) => us)) / 10);
  const bytes = (value: number) => formatBytes(locale, value, units);
  const yAxis = shows === "latency" ? latencyAxis(locale, unit, yRange, 6) : sizeAxis(yRange, bytes);
  return (
    <ChartFrame
      title={shows === "latency" ? words.title : words.bytesTitle}
      unit={shows === "latency" ? formatText(words.unit, { unit }) : words.bytesUnit}
      reading={
        shows === "latency"
          ? latencyReading(series, nameOf, text.cost, locale)
          : bytesReading(series, nameOf, text.cost, locale)
      }
      fileName={fileName}
      data={() => wayTable(series, nameOf, words, locale)}
      csv={() => wayCsv(series)}
      below={<WayToggles series={series} nameOf={nameOf} hidden={hidden} onHide={setHidden} />}
    >
      {(help) => (
        <ComposedChart
          data={all.map((point) => ({ x: xOf(point), y: yOf(point) })).sort((a, b) => a.x - b.x)}
          margin={chartMargin}
          aria-label={help}
        >
          <CartesianGrid {...gridLook} />
          <XAxis
            {...sizeAxis(xRange, shows === "latency" ? bytes : (n) => shortNumber(locale, n))}
            dataKey="x"
          />
          <YAxis width={latencyAxisWidth} {...yAxis} interval={0} />
          <MinorTicks axis="y" range={yRange} />
          <Line dataKey="y" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
          <WireMarks series={shown} xOf={xOf} yOf={yOf} hasLines={shows === "latency"} />
        </ComposedChart>
      )}
    </ChartFrame>
  );
}
