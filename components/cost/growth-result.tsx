import { useMemo, useState } from "react";
import { ComplexityChart } from "#components/charts/complexity-chart.tsx";
import { formatBytes } from "#components/charts/size-axis.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import type { GrowthProgress } from "#lib/cost/growth-stages.ts";
import { type CostMetric, judgeGrowth, sizesOf } from "#lib/cost/judge-growth.ts";
import { fewestSizes } from "#lib/fit/complexity-fit.ts";
import type { Interval } from "#lib/fit/interval.ts";
import { formatText } from "#lib/i18n/format-text.ts";
import { toPercentile, toSorted } from "#lib/statistics/percentiles.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { type CostRun, isLive } from "./cost-run.ts";
import { fitLines, refusalSentence, type VerdictSay, verdictSentence } from "./verdict-words.ts";

type GrowthResultProps = { readonly run: CostRun; readonly progress: GrowthProgress };

/** T(n) by processor or clock, or S(n): its chart, its verdict, and what speaks for it. */
export function GrowthResult({ run, progress }: GrowthResultProps) {
  const { text } = useText();
  const words = text.cost;
  const [metric, setMetric] = useState<CostMetric>("cpu");
  return (
    <div className="grid gap-4">
      <div className="grid gap-1.5">
        <SegmentedControl
          label={words.metric.label}
          value={metric}
          onChange={setMetric}
          className="max-w-full"
          segments={[
            { value: "cpu", label: words.metric.cpu },
            { value: "wall", label: words.metric.wall },
            { value: "heap", label: words.metric.heap },
          ]}
        />
        <p className="max-w-prose text-ink-soft text-sm">
          {
            { cpu: words.metric.cpuMeaning, wall: words.metric.wallMeaning, heap: words.metric.heapMeaning }[
              metric
            ]
          }
        </p>
      </div>
      <MetricResult key={metric} run={run} progress={progress} metric={metric} />
    </div>
  );
}

function MetricResult({ run, progress, metric }: GrowthResultProps & { readonly metric: CostMetric }) {
  const { locale, text } = useText();
  const words = text.cost;
  const samples = metric === "heap" ? progress.heap : progress.time;
  const sizes = useMemo(() => sizesOf(samples, metric), [samples, metric]);
  // A verdict on a sweep that goes on would change with every call.
  const isOver = !isLive(run) || (metric !== "heap" && progress.stage === "heap");
  const judged = useMemo(
    () => (isOver && sizes.length > 0 ? judgeGrowth(samples, metric, run.seed) : null),
    [isOver, sizes, samples, metric, run.seed],
  );
  const idle = useMemo(() => idleOf(progress, metric), [progress, metric]);
  if (sizes.length === 0)
    return (
      <p className="text-ink-soft text-sm" data-state="empty">
        {words.growth.nothing}
      </p>
    );
  const costs = metric === "heap" ? "bytes" : "us";
  const say: VerdictSay = {
    locale,
    words,
    cost: (value) =>
      costs === "us" ? formatDuration(locale, value) : formatBytes(locale, value, words.units),
  };
  const largest = sizes.at(-1)?.n ?? 1;
  const fit = judged?.ok === true ? judged.value : null;
  const reading =
    judged === null
      ? formatText(words.growth.few, { has: sizes.length, needs: fewestSizes })
      : judged.ok
        ? verdictSentence(judged.value, largest, say)
        : refusalSentence(judged.problem, say);
  return (
    <>
      <ComplexityChart
        title={`${words.growth.title[metric]} · ${run.target.slice(run.target.indexOf("/") + 1)}`}
        reading={reading}
        points={sizes}
        fit={fit}
        costs={costs}
        fileName={`${metric}-${run.target.slice(run.target.indexOf("/") + 1)}`}
      />
      {judged !== null && (
        <section
          aria-label={words.verdict.label}
          className="grid max-w-prose gap-2 rounded-control border border-hairline bg-surface-raised px-4 py-3"
          data-verdict={fit?.verdict.kind ?? "refused"}
          data-class={fit?.verdict.kind === "class" ? fit.verdict.class : undefined}
        >
          <p className="font-medium">{reading}</p>
          {fit !== null && (
            <ul className="grid gap-1 text-ink-soft text-sm">
              {fitLines(fit, idle, say).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
      )}
    </>
  );
}

/** What a call to an empty handler costs, by itself: median and where it lies with 95 % confidence. */
function idleOf({ empty }: GrowthProgress, metric: CostMetric): Interval | null {
  if (metric === "heap") return null;
  const costs = empty.flatMap(({ cpuUs, wallUs }) => (metric === "cpu" ? (cpuUs ?? []) : [wallUs]));
  if (costs.length === 0) return null;
  const { value, lower, upper } = toPercentile(toSorted(costs), 0.5);
  return { value, lower: lower ?? 0, upper: upper ?? Number.POSITIVE_INFINITY };
}
