import { useState } from "react";
import { CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { formatPlural, formatText } from "#lib/i18n/format-text.ts";
import { apartOutcomes } from "./apart-outcomes.ts";
import { chartMargin, countAxis, evenLatencyAxis, gridLook, latencyAxis, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { ApartBars, ApartPatterns, HistogramBars } from "./histogram-bars.tsx";
import {
  apartSum,
  type HistogramPlace,
  type HistogramScale,
  type Picked,
  tallest,
  toHistogramModel,
} from "./histogram-places.ts";
import { csvOfHistogram, readHistogram, tableOfHistogram } from "./histogram-words.ts";
import type { LatencyModel } from "./latency-model.ts";
import { MinorTicks } from "./minor-ticks.tsx";
import { PercentileRules, ruleRow } from "./percentile-rules.tsx";
import type { Say } from "./say.ts";
import { SlowestRug } from "./slowest-rug.tsx";
import { useSay } from "./use-say.ts";

type HistogramChartProps = {
  readonly model: LatencyModel;
  readonly hidden: ReadonlySet<string>;
  /** Calls selected elsewhere: the same part of the bars is filled. */
  readonly picked: Picked;
  readonly fileName: string;
};

/** Calls per bucket of latency; what did not succeed hangs below the line. */
export function HistogramChart({ model, hidden, picked, fileName }: HistogramChartProps) {
  const say = useSay(model.unit);
  const { words, locale } = say;
  const [scale, setScale] = useState<HistogramScale>("log");
  const { runs, unit } = model;
  const { places, domain } = toHistogramModel(model, scale, picked);
  const heights = tallest(places);
  const axis = scale === "log" ? latencyAxis : evenLatencyAxis;
  const named = { unit, runs: runs.map(say.name).join(locale === "zh" ? "、" : ", ") };

  return (
    <ChartFrame
      title={words.histogram.title}
      unit={formatText(heights.down > 0 ? words.histogram.unitApart : words.histogram.unit, named)}
      reading={readHistogram(places, model, say)}
      fileName={`${fileName}-histogram`}
      data={() => tableOfHistogram(places, model, say)}
      csv={() => csvOfHistogram(places, model)}
      controls={<ScaleChoice scale={scale} onScale={setScale} say={say} />}
    >
      {(help) => (
        <ComposedChart
          data={[...places]}
          margin={{ ...chartMargin, top: ruleRow * runs.length + 4 }}
          aria-label={help}
        >
          <ApartPatterns />
          <CartesianGrid {...gridLook} />
          <XAxis dataKey="middleUs" {...axis(locale, unit, domain, 7)} />
          <YAxis width={40} {...countAxis(locale, heights)} />
          {scale === "log" && <MinorTicks axis="x" range={domain} />}
          <Tooltip
            {...tooltipLook}
            content={({ payload }) => {
              const place: HistogramPlace | undefined = payload[0]?.payload;
              return place === undefined ? null : <PlaceTooltip place={place} model={model} say={say} />;
            }}
          />
          {runs.map(({ key }) => (
            <HistogramBars key={key} series={key} places={places} />
          ))}
          {runs.map(({ key }) => (
            <ApartBars key={key} series={key} places={places} hidden={hidden} />
          ))}
          {runs.map((run) => (
            <SlowestRug key={run.key} run={run} />
          ))}
          {runs.map((run, row) => (
            <PercentileRules
              key={run.key}
              run={run}
              row={runs.length - 1 - row}
              isNamed={model.runs.length > 1 || run.key === "b"}
              say={say}
            />
          ))}
          {/* Gives the pointer and the arrow keys their places; the bars have widths that no Bar of the library has. */}
          {runs.map(({ key }) => (
            <Line
              key={key}
              dataKey={(place: HistogramPlace) => place.counts[key]}
              stroke="none"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      )}
    </ChartFrame>
  );
}

type ScaleChoiceProps = {
  readonly scale: HistogramScale;
  readonly onScale: (scale: HistogramScale) => void;
  readonly say: Say;
};

function ScaleChoice({ scale, onScale, say: { words } }: ScaleChoiceProps) {
  return (
    <SegmentedControl
      label={words.histogram.scale}
      value={scale}
      onChange={onScale}
      className="text-xs"
      segments={[
        { value: "log", label: words.histogram.log },
        { value: "linear", label: words.histogram.linear },
      ]}
    />
  );
}

type PlaceTooltipProps = { readonly place: HistogramPlace; readonly model: LatencyModel; readonly say: Say };

function PlaceTooltip({ place, model, say }: PlaceTooltipProps) {
  const { words, locale } = say;
  const title = place.isGutter
    ? formatText(words.histogram.gutterTitle, { step: say.latency(place.toUs) })
    : say.interval(place.fromUs, place.toUs);
  const lines = model.runs.flatMap((run) => {
    const calls = formatPlural(locale, words.callCount, place.counts[run.key] ?? 0);
    const apart = place.apart[run.key];
    const others = apartOutcomes
      .filter((outcome) => (apart?.[outcome] ?? 0) > 0)
      .map((outcome) => `✕ ${apart?.[outcome] ?? 0} ${words.outcomes[outcome]}`);
    const picked = place.picked[run.key] ?? 0;
    return [
      `${say.run(run)}: ${calls}`,
      ...(picked > 0 ? [formatText(words.histogram.picked, { picked })] : []),
      ...(apartSum(apart) > 0 ? [others.join(", ")] : []),
    ];
  });
  return <ChartTooltip title={title} lines={lines} />;
}
