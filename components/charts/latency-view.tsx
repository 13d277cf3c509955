"use client";

import { useMemo, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { useCalmValue } from "#components/ui/use-calm-value.ts";
import { formatNumber, formatText } from "#lib/i18n/format-text.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import { HistogramChart } from "./histogram-chart.tsx";
import { type LatencyModel, samplesForShape, toLatencyModel } from "./latency-model.ts";
import { OutcomeBars } from "./outcome-bars.tsx";
import { PercentileChart } from "./percentile-chart.tsx";
import { RunFigures } from "./run-figures.tsx";
import { seriesColours } from "./series-style.ts";
import { StartTimeChart } from "./start-time-chart.tsx";
import { useSay } from "./use-say.ts";
import { Verdict } from "./verdict.tsx";

type LatencyViewProps = { readonly a: RunRecord; readonly b: RunRecord | null };

/** Recharts takes tens of milliseconds to draw: a run that goes on is drawn four times a second. */
const liveIntervalMs = 250;

/** The latencies of a run, beside those of another one. Load it lazily: it brings the chart library with it. */
export function LatencyView({ a, b }: LatencyViewProps) {
  const [withTimeouts, setWithTimeouts] = useState(false);
  const pair = useMemo(() => ({ a, b }), [a, b]);
  const shown = useCalmValue(pair, {
    isChanging: isRunning(a) || (b !== null && isRunning(b)),
    intervalMs: liveIntervalMs,
    subject: `${a.header.id}/${b?.header.id ?? ""}`,
  });
  const records = useMemo(() => (shown.b === null ? [shown.a] : [shown.a, shown.b]), [shown]);
  const model = useMemo(
    () => toLatencyModel(records, withTimeouts ? "atLeastDeadline" : "without"),
    [records, withTimeouts],
  );
  const say = useSay(model.unit);
  const { words } = say;
  const [runA, runB] = model.runs;
  if (runA === undefined || model.runs.every(({ series }) => series.points.length === 0)) {
    return (
      <p className="p-4 text-ink-soft">
        {isRunning(a) || a.attempts.length > 0 ? words.empty : words.emptyRun}
      </p>
    );
  }
  return (
    <div className="@container grid min-w-0 gap-5 p-4" style={seriesColours}>
      <div className="grid gap-4">
        {model.runs.map((run) =>
          run.distribution === null && run.series.points.length > 0 ? (
            <OutcomeBars key={run.key} run={run} />
          ) : (
            <RunFigures key={run.key} run={run} unit={model.unit} withTimeouts={withTimeouts} />
          ),
        )}
        {runB !== undefined && (
          <Verdict a={runA} b={runB} marks={records.flatMap(({ header }) => header.marks)} />
        )}
        {model.hasTimeouts && (
          <label className="flex w-fit items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={withTimeouts}
              onChange={(event) => setWithTimeouts(event.target.checked)}
            />
            {words.countTimeouts}
          </label>
        )}
        <p className="max-w-[70ch] text-ink-soft text-xs">
          {say.sentences([words.definition, words.percentileDefinition])}
        </p>
      </div>
      <Charts model={model} />
    </div>
  );
}

function Charts({ model }: { readonly model: LatencyModel }) {
  const { locale, text } = useText();
  const words = text.latency;
  const constant = constantValue(model);
  const most = Math.max(...model.runs.map(({ sorted }) => sorted.length));
  if (constant !== null) {
    const value = formatDuration(locale, constant, model.unit);
    return (
      <p data-state="constant">{formatText(words.constant, { n: formatNumber(locale, most), value })}</p>
    );
  }
  return (
    <div className="grid min-w-0 gap-x-6 gap-y-6 @4xl:grid-cols-2">
      {most >= samplesForShape ? (
        <>
          <HistogramChart model={model} />
          <PercentileChart model={model} />
        </>
      ) : (
        most > 0 && (
          <p data-state="few" className="text-ink-soft text-sm @4xl:col-span-2">
            {formatText(words.fewSamples, { n: most, needs: samplesForShape })}
          </p>
        )
      )}
      <div className="min-w-0 @4xl:col-span-2">
        <StartTimeChart model={model} />
      </div>
    </div>
  );
}

/** The one latency of a single run whose calls, two at least, all took the same. */
function constantValue({ runs }: LatencyModel): number | null {
  const distribution = runs[0]?.distribution ?? null;
  const isConstant =
    runs.length === 1 && distribution !== null && distribution.n > 1 && distribution.min === distribution.max;
  return isConstant ? distribution.min : null;
}

function isRunning(record: RunRecord): boolean {
  return record.header.outcome.kind === "running";
}
