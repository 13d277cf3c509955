import { X } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { type Percentile, toPercentile, toSorted } from "#lib/statistics/percentiles.ts";
import { formatDuration } from "#lib/timeline/format-duration.ts";
import type { CallPlace, Dot, PlotRegion } from "./dots.ts";
import type { LatencyModel, RunLatency } from "./latency-model.ts";
import type { Say } from "./say.ts";

type PickedCallsProps = {
  readonly model: LatencyModel;
  readonly region: PlotRegion;
  /** The calls inside, of all runs. */
  readonly dots: readonly Dot[];
  readonly say: Say;
  readonly onOpen: (call: CallPlace, where: "timeline" | "calls") => void;
  readonly onClear: () => void;
};

/** The selected calls: how many of each run, their median, their slowest one and where to see it. */
export function PickedCalls({ model, region, dots, say, onOpen, onClear }: PickedCallsProps) {
  const { words, locale } = say;
  const starts = dots.map(({ point }) => point.startUs);
  const range = {
    from: formatDuration(locale, Math.min(...starts, region.toUs)),
    to: formatDuration(locale, Math.max(...starts, region.fromUs)),
  };
  return (
    <section
      aria-label={words.picked.label}
      data-picked-calls={dots.length}
      className="grid gap-1.5 rounded-control border border-accent/40 bg-surface-raised px-3 py-2 text-sm"
    >
      <header className="flex items-center gap-2">
        <h4 className="font-semibold tabular-nums">
          {dots.length === 0 ? words.picked.none : formatText(words.picked.range, range)}
        </h4>
        <IconButton
          label={words.picked.clear}
          icon={<X />}
          size="small"
          keys={["Esc"]}
          className="ml-auto"
          onClick={onClear}
        />
      </header>
      {model.runs.map((run) => (
        <PickedRun
          key={run.key}
          run={run}
          dots={dots.filter((dot) => dot.run.key === run.key)}
          say={say}
          onOpen={onOpen}
        />
      ))}
      {dots.length > 0 && <p className="text-ink-faint text-xs">{words.picked.meaning}</p>}
    </section>
  );
}

type PickedRunProps = Pick<PickedCallsProps, "dots" | "say" | "onOpen"> & { readonly run: RunLatency };

function PickedRun({ run, dots, say, onOpen }: PickedRunProps) {
  const { words } = say;
  if (dots.length === 0) return null;
  const answered = toSorted(dots.filter(({ point }) => point.outcome === "ok").map(({ point }) => point.us));
  const slowest = dots.reduce((most, dot) => (dot.point.us > most.point.us ? dot : most));
  const call = (run.record.attempts.call[slowest.point.row] ?? 0) + 1;
  const place: CallPlace = { run: run.key, row: slowest.point.row };
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <span>
        {formatText(words.picked.row, {
          run: say.name(run),
          count: say.count(dots.length),
          all: say.count(run.points.length),
        })}
      </span>
      {answered.length > 0 && (
        <PickedPercentile percentile={toPercentile(answered, 0.5)} n={answered.length} say={say} />
      )}
      <span>{formatText(words.picked.slowest, { call, value: say.latency(slowest.point.us) })}</span>
      <span className="flex flex-wrap gap-1.5">
        <Button size="small" onClick={() => onOpen(place, "timeline")}>
          {words.picked.inTimeline}
        </Button>
        {/* The table has the calls of run A alone. */}
        {run.key === "a" && (
          <Button size="small" onClick={() => onOpen(place, "calls")}>
            {words.picked.inCalls}
          </Button>
        )}
      </span>
    </div>
  );
}

type PickedPercentileProps = { readonly percentile: Percentile; readonly n: number; readonly say: Say };

function PickedPercentile({ percentile: { p, value, enough, needs }, n, say }: PickedPercentileProps) {
  const note = enough
    ? formatText(say.words.samples, { n: say.count(n) })
    : formatText(say.words.needs, { needs, n: say.count(n) });
  return (
    <span className={enough ? undefined : "text-ink-faint"}>
      {say.percentile(p)} <span className="font-mono">{say.latency(value)}</span> ({note})
    </span>
  );
}
