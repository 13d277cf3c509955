import { useState } from "react";
import {
  CartesianGrid,
  ComposedChart,
  Line,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import type { WirePoint, WireSeries } from "#lib/cost/judge-wire.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import { durationUnit, formatDuration } from "#lib/timeline/format-duration.ts";
import { chartMargin, gridLook, latencyAxis, latencyAxisWidth } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { MinorTicks } from "./minor-ticks.tsx";
import { airyRange, formatBytes, shortNumber, sizeAxis } from "./size-axis.ts";
import { lookOf } from "./wire-looks.ts";

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
  const ends = series.map((each) => ({ name: nameOf(each), point: each.points.at(-1) as WirePoint }));
  const sorted = ends.toSorted((a, b) => yOf(a.point) - yOf(b.point));
  const [least, most] = [sorted[0], sorted.at(-1)];
  const reading =
    least === undefined || most === undefined
      ? ""
      : shows === "latency"
        ? formatText(words.reading, {
            best: least.name,
            time: formatDuration(locale, least.point.us),
            bytes: bytes(least.point.bytes),
          })
        : formatText(words.bytesReading, {
            n: formatNumber(locale, least.point.n),
            least: bytes(least.point.bytes),
            leastWay: least.name,
            most: bytes(most.point.bytes),
            mostWay: most.name,
          });
  return (
    <ChartFrame
      title={shows === "latency" ? words.title : words.bytesTitle}
      unit={shows === "latency" ? formatText(words.unit, { unit }) : words.bytesUnit}
      reading={reading}
      fileName={fileName}
      data={() => ({
        head: [
          words.way,
          words.columnN,
          words.columnRequest,
          words.columnReply,
          words.columnMedian,
          words.columnLeast,
        ],
        rows: series.flatMap((each) =>
          each.points.map((point) => [
            nameOf(each),
            formatNumber(locale, point.n),
            formatNumber(locale, point.requestBytes),
            formatNumber(locale, point.responseBytes),
            formatDuration(locale, point.us),
            formatDuration(locale, point.leastUs),
          ]),
        ),
      })}
      csv={() => ({
        head: [
          "protocol",
          "codec",
          "gzip",
          "n",
          "calls",
          "request_bytes",
          "response_bytes",
          "median_us",
          "minimum_us",
        ],
        rows: series.flatMap(({ protocol, codec, gzip, points }) =>
          points.map((point) => [
            protocol,
            codec,
            String(gzip),
            point.n,
            point.repeats,
            point.requestBytes,
            point.responseBytes,
            point.us,
            point.leastUs,
          ]),
        ),
      })}
      below={
        <fieldset className="flex flex-wrap gap-1 text-xs" data-print="hidden">
          <legend className="sr-only">{text.latency.legend.label}</legend>
          {series.map((each) => {
            const isShown = !hidden.has(each.id);
            const look = lookOf(each);
            return (
              <button
                key={each.id}
                type="button"
                aria-pressed={isShown}
                disabled={isShown && shown.length === 1}
                onClick={() =>
                  setHidden(
                    new Set(isShown ? [...hidden, each.id] : [...hidden].filter((id) => id !== each.id)),
                  )
                }
                className={`flex min-h-[calc(var(--control)-4px)] items-center gap-1.5 rounded-control border px-2 ${isShown ? "border-hairline-strong text-ink" : "border-hairline border-dashed text-ink-faint line-through"}`}
              >
                <svg width="22" height="8" aria-hidden="true">
                  <line
                    x1="0"
                    x2="22"
                    y1="4"
                    y2="4"
                    stroke={look.colour}
                    strokeWidth="2"
                    strokeDasharray={look.dash}
                  />
                </svg>
                {nameOf(each)}
              </button>
            );
          })}
        </fieldset>
      }
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

type WireMarksProps = {
  readonly series: readonly WireSeries[];
  readonly xOf: (point: WirePoint) => number;
  readonly yOf: (point: WirePoint) => number;
  /** The fitted line is drawn; else the points are joined. */
  readonly hasLines: boolean;
};

function WireMarks({ series, xOf, yOf, hasLines }: WireMarksProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const plot = usePlotArea();
  if (x === undefined || y === undefined || plot === undefined) return null;
  const bottom = plot.y + plot.height;
  const inside = (value: number) => Math.min(bottom, Math.max(plot.y, y(value) ?? bottom));
  return series.map((each) => {
    const { colour, dash, hollow } = lookOf(each);
    const { fit, points } = each;
    const [first, last] = [xOf(points[0] as WirePoint), xOf(points.at(-1) as WirePoint)];
    const drawn =
      hasLines && fit.ok
        ? Array.from({ length: 61 }, (_, step) => {
            const at = first * (last / first) ** (step / 60);
            return [at, fit.value.fixedUs.value + fit.value.usPerByte.value * at] as const;
          })
        : points.map((point) => [xOf(point), yOf(point)] as const);
    return (
      <g key={each.id} fill="none" stroke={colour} data-wire={each.id}>
        <path
          d={drawn
            .map(([at, value], step) => `${step === 0 ? "M" : "L"}${x(at) ?? 0} ${inside(value)}`)
            .join("")}
          strokeWidth={1.75}
          strokeDasharray={dash}
        />
        {points.map((point) => (
          <circle
            key={point.n}
            cx={x(xOf(point)) ?? 0}
            cy={inside(yOf(point))}
            r={3}
            fill={hollow ? "var(--surface)" : colour}
          />
        ))}
      </g>
    );
  });
}
