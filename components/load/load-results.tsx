"use client";

import { memo, useCallback, useMemo, useState } from "react";
import { Comparison } from "#components/charts/comparison.tsx";
import { OutcomeBars } from "#components/charts/outcome-bars.tsx";
import { RunFigures } from "#components/charts/run-figures.tsx";
import { seriesColours } from "#components/charts/series-style.ts";
import { useSay } from "#components/charts/use-say.ts";
import { useText } from "#components/i18n/use-text.tsx";
import { CountsStrip } from "./counts-strip.tsx";
import { FigureChoice } from "./figure-choice.tsx";
import { LoadCharts } from "./load-charts.tsx";
import { LoadErrors } from "./load-errors.tsx";
import { hasLevels, toLoadModels, toLoadView, type ViewChoice } from "./load-view.ts";
import { PhaseLine } from "./phase-line.tsx";
import { runTitle } from "./plan-words.ts";
import { RunNotices } from "./run-notices.tsx";
import { RunPicker } from "./run-picker.tsx";
import { RunStatus } from "./run-status.tsx";
import { scalingByWorkers } from "./scaling-of.ts";
import { theoryCurveOf } from "./theory-curve.ts";
import { toTheoryInputs } from "./theory-inputs.ts";
import { TheoryPanel } from "./theory-panel.tsx";
import { usePacedValue } from "./use-paced-value.ts";
import { isOver, type VisitRun } from "./visit-run.ts";
import type { Visit } from "./visit-store.ts";

/** Ticks come more often than pictures: what shows the same as before is not drawn again. */
const CalmCharts = memo(LoadCharts);
const CalmFigures = memo(RunFigures);
const CalmNotices = memo(RunNotices);

type LoadResultsProps = { readonly visit: Visit; readonly onRetry: () => void };

/** What the visit has measured. Load it lazily: it brings the chart library with it. */
export function LoadResults({ visit, onRetry }: LoadResultsProps) {
  const shown = visit.runs.find(({ id }) => id === visit.shownId);
  const other = visit.runs.find(({ id }) => id === visit.otherId);
  if (shown === undefined) return null;
  return (
    <div className="@container grid min-w-0 gap-6" style={seriesColours}>
      <RunPicker visit={visit} />
      {shown.failure?.render(onRetry)}
      {shown.load.started === null ? (
        shown.failure === null && <PhaseLine run={shown} />
      ) : (
        // A choice belongs to a run: another run begins with none.
        <RunView key={`${shown.id}/${other?.id ?? ""}`} run={shown} other={usable(other)} runs={visit.runs} />
      )}
    </div>
  );
}

/** A run without a single tick has nothing to be held beside. */
function usable(run: VisitRun | undefined): VisitRun | null {
  return run !== undefined && run.load.ticks.length > 0 ? run : null;
}

type RunViewProps = {
  readonly run: VisitRun;
  readonly other: VisitRun | null;
  /** All of the visit. */
  readonly runs: readonly VisitRun[];
};

const unchosen: ViewChoice = { level: null, warmUpUs: null, timeouts: "without" };

function RunView({ run: latest, other, runs }: RunViewProps) {
  const { locale, text } = useText();
  const words = text.load;
  const isLive = !isOver(latest);
  const run = usePacedValue(latest, { isChanging: isLive });
  const [choice, setChoice] = useState(unchosen);
  const titleOf = useCallback((each: VisitRun) => runTitle(each, words, locale), [words, locale]);
  const view = useMemo(() => toLoadView(run, choice, titleOf(run)), [run, choice, titleOf]);
  const otherView = useMemo(
    () =>
      other === null ? null : toLoadView(other, { ...unchosen, timeouts: choice.timeouts }, titleOf(other)),
    [other, choice.timeouts, titleOf],
  );
  const views = useMemo(() => (otherView === null ? [view] : [view, otherView]), [view, otherView]);
  const models = useMemo(() => toLoadModels(views, choice.timeouts), [views, choice.timeouts]);
  const say = useSay(models.counted.unit);
  const measured = useMemo(() => toTheoryInputs(view), [view]);
  const [theory, setTheory] = useState(measured);
  const [theoryOf, setTheoryOf] = useState(measured);
  // What was changed by hand lasts as long as the figures that it was changed from.
  if (theoryOf !== measured) {
    setTheoryOf(measured);
    setTheory(measured);
  }
  const curve = useMemo(
    () => (isLive || theory === null ? null : theoryCurveOf(theory, words.theory.overlay)),
    [isLive, theory, words],
  );
  const byWorkers = useMemo(() => (isLive ? null : scalingByWorkers(run, runs)), [isLive, run, runs]);
  const isMixed = hasLevels(run) && choice.level === null && !isLive;
  const isUnstable = views.some(({ level }) => level?.utilisation?.unstable === true);
  const finished = view.loaded.samples.length;
  const [runA, runB] = models.counted.runs;
  return (
    <>
      <RunStatus loaded={view.loaded} />
      <CalmNotices loaded={view.loaded} />
      <CountsStrip loaded={view.loaded} />
      {run.load.summary !== null && (
        <FigureChoice
          view={view}
          choice={choice}
          onChoice={setChoice}
          hasTimeouts={models.counted.hasTimeouts}
        />
      )}
      {isMixed && <p className="text-ink-soft text-sm">{words.levels.mixed}</p>}
      <div className="grid min-w-0 gap-4" data-figures="">
        {!isMixed &&
          !isUnstable &&
          models.counted.runs.map((each) =>
            each.distribution === null ? (
              each.series.points.length > 0 && <OutcomeBars key={each.key} run={each} />
            ) : (
              <CalmFigures
                key={each.key}
                run={each}
                unit={models.counted.unit}
                withTimeouts={choice.timeouts === "atLeastDeadline"}
              />
            ),
          )}
        {runA !== undefined && runB !== undefined && !isLive && !isUnstable && !isMixed && (
          <Comparison a={runA} b={runB} say={say} />
        )}
        {isUnstable && (
          <p data-state="unstable" className="sr-only">
            {words.stability.growth}
          </p>
        )}
        {finished > 0 && (
          <p className="max-w-[70ch] text-ink-soft text-xs">
            {say.sentences([say.words.definition, say.words.percentileDefinition])}
          </p>
        )}
      </div>
      {finished > 0 ? (
        <CalmCharts
          views={views}
          models={models}
          isLive={isLive}
          isUnstable={isUnstable}
          isMixed={isMixed}
          theory={curve}
          byWorkers={byWorkers}
        />
      ) : (
        <p className="text-ink-soft">{words.calls.none}</p>
      )}
      {!isLive && (
        <>
          <LoadErrors loaded={view.loaded} />
          {!isMixed && (
            <TheoryPanel
              view={view}
              run={models.counted.runs[0]}
              inputs={theory}
              measured={measured}
              onInputs={setTheory}
            />
          )}
        </>
      )}
    </>
  );
}
