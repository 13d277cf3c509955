import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { useText } from "#components/i18n/use-text.tsx";
import { formatPercent, formatText } from "#lib/i18n/format-text.ts";
import { durationUnit } from "#lib/timeline/format-duration.ts";
import { axisLook, chartMargin, evenLatencyAxis, tooltipLook } from "./axes.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { type PhaseName, phaseLooks } from "./phase-looks.ts";
import type { Say } from "./say.ts";
import { useSay } from "./use-say.ts";

/** The mean call of a run or of a level, in the order in which its phases follow each other. */
export type PhaseBar = {
  readonly label: string;
  readonly n: number;
  /** The sum of its parts. */
  readonly meanUs: number;
  readonly parts: readonly { readonly name: PhaseName; readonly meanUs: number }[];
};

type PhaseChartProps = {
  readonly bars: readonly PhaseBar[];
  readonly fileName: string;
};

/** Where the mean call's time went, one bar for each run or level. */
export function PhaseChart({ bars: means, fileName }: PhaseChartProps) {
  const longest = Math.max(1, ...means.map(({ meanUs }) => meanUs));
  const say = useSay(durationUnit(longest));
  const { text } = useText();
  const words = text.charts.phases;
  const phases = text.timeline.details.phases;
  const used = phaseLooks.filter(({ name }) => means.some((mean) => partOf(mean, name) > 0));
  const axis = evenLatencyAxis(say.locale, say.unit, [0, longest * 1.02], 6);
  return (
    <ChartFrame
      title={words.title}
      unit={formatText(words.unit, { unit: say.unit })}
      reading={readPhases(means, { words, phases, say })}
      fileName={`${fileName}-phases`}
      height={means.length < 4 ? "low" : "usual"}
      data={() => ({
        head: [words.columnOf, "n", ...used.map(({ name }) => phases[name]), say.words.mean],
        rows: means.map((mean) => [
          mean.label,
          say.count(mean.n),
          ...used.map(({ name }) => say.latency(partOf(mean, name))),
          say.latency(mean.meanUs),
        ]),
      })}
      csv={() => ({
        head: ["of", "n", ...used.map(({ name }) => `${name}_mean_us`), "mean_us"],
        rows: means.map((mean) => [
          mean.label,
          mean.n,
          ...used.map(({ name }) => partOf(mean, name)),
          mean.meanUs,
        ]),
      })}
      below={<PhaseLegend names={used.map(({ name }) => name)} />}
    >
      {(help) => (
        <BarChart
          layout="vertical"
          data={[...means]}
          margin={chartMargin}
          aria-label={help}
          barCategoryGap="22%"
        >
          <CartesianGrid stroke="var(--hairline)" horizontal={false} />
          <XAxis {...axis} />
          <YAxis
            {...axisLook}
            type="category"
            dataKey="label"
            width={92}
            interval={0}
            tick={{ ...axisLook.tick, width: 86 }}
          />
          <Tooltip
            {...tooltipLook}
            cursor={{ fill: "var(--ink)", fillOpacity: 0.04 }}
            content={({ payload }) => {
              const mean: PhaseBar | undefined = payload[0]?.payload;
              if (mean === undefined) return null;
              const lines = mean.parts
                .filter(({ meanUs }) => meanUs > 0)
                .map(
                  ({ name, meanUs }) =>
                    `${phases[name]}: ${say.latency(meanUs)} (${formatPercent(say.locale, meanUs / Math.max(1, mean.meanUs))})`,
                );
              const title = `${mean.label}: ${say.words.mean} ${say.latency(mean.meanUs)}`;
              return <ChartTooltip title={title} lines={[...lines, `n = ${say.count(mean.n)}`]} />;
            }}
          />
          {used.map(({ name, fill, opacity }) => (
            <Bar
              key={name}
              dataKey={(mean: PhaseBar) => partOf(mean, name)}
              stackId="mean"
              fill={fill}
              fillOpacity={opacity}
              stroke="var(--surface)"
              strokeWidth={1}
              maxBarSize={30}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      )}
    </ChartFrame>
  );
}

function partOf({ parts }: PhaseBar, wanted: PhaseName): number {
  return parts.find(({ name }) => name === wanted)?.meanUs ?? 0;
}

type Reading = {
  readonly words: { readonly reading: string; readonly empty: string };
  readonly phases: Readonly<Record<PhaseName, string>>;
  readonly say: Say;
};

/** The largest part of the last bar, which is the heaviest level or the newest run. */
function readPhases(means: readonly PhaseBar[], { words, phases, say }: Reading): string {
  const last = means.at(-1);
  const most = last?.parts.reduce(
    (a, b) => (b.meanUs > a.meanUs ? b : a),
    last.parts[0] ?? { name: "execution", meanUs: 0 },
  );
  if (last === undefined || most === undefined) return words.empty;
  return say.sentences([
    formatText(words.reading, {
      of: last.label,
      mean: say.latency(last.meanUs),
      phase: phases[most.name],
      share: formatPercent(say.locale, most.meanUs / Math.max(1, last.meanUs)),
    }),
  ]);
}

function PhaseLegend({ names }: { readonly names: readonly PhaseName[] }) {
  const phases = useText().text.timeline.details.phases;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-soft text-xs">
      {phaseLooks
        .filter(({ name }) => names.includes(name))
        .map(({ name, fill, opacity }) => (
          <li key={name} className="flex items-center gap-1.5">
            <svg aria-hidden="true" width="12" height="12">
              <rect width="12" height="12" rx="2" fill={fill} fillOpacity={opacity} />
            </svg>
            {phases[name]}
          </li>
        ))}
    </ul>
  );
}
