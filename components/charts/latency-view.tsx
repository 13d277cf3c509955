"use client";

import { useMemo, useState } from "react";
import { Select } from "#components/ui/select.tsx";
import { useCalmValue } from "#components/ui/use-calm-value.ts";
import { formatPlural } from "#lib/i18n/format-text.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { AttemptRange } from "#lib/timeline/attempt-range.ts";
import { Comparison } from "./comparison.tsx";
import type { CallPlace } from "./dots.ts";
import { LatencyCharts } from "./latency-charts.tsx";
import { type LatencyModel, toLatencyModel } from "./latency-model.ts";
import { OutcomeBars } from "./outcome-bars.tsx";
import { RunFigures } from "./run-figures.tsx";
import type { Say } from "./say.ts";
import { seriesColours } from "./series-style.ts";
import { useSay } from "./use-say.ts";

type LatencyViewProps = {
  readonly a: RunRecord;
  readonly b: RunRecord | null;
  /** The call that is selected on the page. */
  readonly selection?: CallPlace | null;
  /** The calls that were picked, here or in another view. */
  readonly range?: AttemptRange | null;
  readonly onRange?: (range: AttemptRange | null) => void;
  /** Rows of A and of B that all charts are drawn from; null: all. */
  readonly inside?: readonly (ReadonlySet<number> | null)[];
  /** A call was chosen here: select it, and show it there. */
  readonly onOpen?: (call: CallPlace, where: "timeline" | "calls") => void;
};

/** Recharts takes tens of milliseconds to draw: a run that goes on is drawn four times a second. */
const liveIntervalMs = 250;

const nothing = () => {};
const everyRow: readonly (ReadonlySet<number> | null)[] = [];

/** The latencies of a run, beside those of another one. Load it lazily: it brings the chart library with it. */
export function LatencyView(props: LatencyViewProps) {
  const {
    a,
    b,
    selection = null,
    range = null,
    onOpen = nothing,
    onRange = nothing,
    inside = everyRow,
  } = props;
  const [withTimeouts, setWithTimeouts] = useState(false);
  const [method, setMethod] = useState<string | null>(null);
  const pair = useMemo(() => ({ a, b }), [a, b]);
  const shown = useCalmValue(pair, {
    isChanging: isRunning(a) || (b !== null && isRunning(b)),
    intervalMs: liveIntervalMs,
    subject: `${a.header.id}/${b?.header.id ?? ""}`,
  });
  const records = useMemo(() => (shown.b === null ? [shown.a] : [shown.a, shown.b]), [shown]);
  const model = useMemo(() => {
    const known = method !== null && records.some(({ header }) => header.methods.includes(method));
    const timeouts = withTimeouts ? "atLeastDeadline" : "without";
    return toLatencyModel(records, { timeouts, method: known ? method : null, inside });
  }, [records, withTimeouts, method, inside]);
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
      <div className="grid min-w-0 gap-4">
        {model.runs.map((run) =>
          run.distribution === null && run.series.points.length > 0 ? (
            <OutcomeBars key={run.key} run={run} />
          ) : (
            <RunFigures key={run.key} run={run} unit={model.unit} withTimeouts={withTimeouts} />
          ),
        )}
        {runB !== undefined && <Comparison a={runA} b={runB} say={say} />}
        <div className="flex flex-wrap items-end gap-x-6 gap-y-2 empty:hidden" data-print="hidden">
          {model.methods.length > 1 && (
            <MethodChoice methods={model.methods} method={method} onMethod={setMethod} say={say} />
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
        </div>
        <p className="max-w-[70ch] text-ink-soft text-xs">
          {say.sentences([words.definition, words.percentileDefinition])}
        </p>
      </div>
      <LatencyCharts
        model={model}
        say={say}
        selection={selection}
        range={range}
        onRange={onRange}
        onOpen={onOpen}
      />
    </div>
  );
}

type MethodChoiceProps = {
  readonly methods: LatencyModel["methods"];
  readonly method: string | null;
  readonly onMethod: (method: string | null) => void;
  readonly say: Say;
};

/** Two methods in one percentile describe neither. */
function MethodChoice({ methods, method, onMethod, say: { locale, words } }: MethodChoiceProps) {
  return (
    <Select
      label={words.method}
      value={method ?? ""}
      onChange={(value) => onMethod(value === "" ? null : value)}
      options={[
        { value: "", label: words.allMethods },
        ...methods.map((name) => ({ value: name, label: name.split("/").at(-1) ?? name })),
      ]}
      hint={method === null ? formatPlural(locale, words.mixedMethods, methods.length) : undefined}
    />
  );
}

function isRunning(record: RunRecord): boolean {
  return record.header.outcome.kind === "running";
}
