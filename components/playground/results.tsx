"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import type { Failure } from "./failure.ts";
import { FailureCard } from "./failure-card.tsx";
import type { LineHighlight } from "./line-highlight.ts";
import { OriginBadges } from "./origin-badges.tsx";
import { findRun, type StoredRun } from "./run-list.ts";
import { RunPicker } from "./run-picker.tsx";
import { RunSummary } from "./run-summary-sentence.tsx";
import { useRunTitle } from "./run-title.ts";
import { clientFile } from "./source-files.ts";
import type { SourcePlace } from "./source-place.ts";
import { useFirstBarMark } from "./use-first-bar-mark.ts";
import type { RunControl } from "./use-run.ts";

// Each view is its own chunk: the page is readable before any of them.
const loading = () => <Spinner className="m-4" />;
const TimelineView = dynamic(
  () => import("#components/timeline/timeline-view.tsx").then((module) => module.TimelineView),
  { ssr: false, loading },
);
const LatencyView = dynamic(
  () => import("#components/charts/latency-view.tsx").then((module) => module.LatencyView),
  {
    ssr: false,
    loading,
  },
);
const CallsTable = dynamic(
  () => import("#components/calls/calls-table.tsx").then((module) => module.CallsTable),
  {
    ssr: false,
    loading,
  },
);
const ConsoleView = dynamic(
  () => import("#components/console/console-view.tsx").then((module) => module.ConsoleView),
  { ssr: false, loading },
);

type ResultsProps = {
  readonly control: RunControl;
  readonly failure: Failure | null;
  /** The sources as they are now, to tell whether a result still belongs to them. */
  readonly sourceKey: string;
  /** Told which line of the sources the call on view was made from. */
  readonly highlight: LineHighlight;
  /** The client's code is still the one that the page began with, and recorded runs were made from. */
  readonly hasStarterClient: boolean;
  readonly onGoTo: (place: SourcePlace) => void;
  readonly onRetry: () => void;
};

export type Selection = { readonly runId: string; readonly row: number };

/** Everything a run left behind: the summary, and four views that fold the same record. */
export function Results({
  control,
  failure,
  sourceKey,
  highlight,
  hasStarterClient,
  onGoTo,
  onRetry,
}: ResultsProps) {
  const { text } = useText();
  const words = text.playground;
  const titleOf = useRunTitle();
  const [tab, setTab] = useState("timeline");
  const [selection, setSelection] = useState<Selection | null>(null);
  const shown = findRun(control.list, control.list.shownId);
  const other = findRun(control.list, control.list.otherId);
  const isLive = control.phase.kind === "running";
  const isStale = !isLive && shown?.sourceKey != null && shown.sourceKey !== sourceKey;
  useFirstBarMark(isLive && (shown?.record.attempts.length ?? 0) > 0);
  // An edit moves the lines below it: the mark of before would point beside the call.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sources say when.
  useEffect(() => highlight.set(null), [highlight, sourceKey]);
  const onScreen = [other, shown].filter((run): run is StoredRun => run !== null);
  const selectedRow = selection !== null && selection.runId === shown?.id ? selection.row : null;
  const select = (row: number | null) =>
    setSelection(row === null || shown === null ? null : { runId: shown.id, row });

  return (
    <section
      aria-label={words.result}
      data-pane="result"
      tabIndex={-1}
      className="flex h-full min-h-0 flex-col focus-visible:outline-none"
    >
      <div className="grid gap-2 border-hairline border-b px-4 py-3">
        {failure !== null && !isLive && <FailureCard failure={failure} onGoTo={onGoTo} onRetry={onRetry} />}
        <RunSummary shown={shown} other={other} isLive={isLive} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <RunPicker control={control} />
          {shown !== null && <OriginBadges run={shown} />}
          {isStale && (
            <span className="text-stale text-xs" role="status">
              ◌ {words.stale}
            </span>
          )}
        </div>
      </div>
      <Tabs value={tab} onValueChange={setTab} className="min-h-0 flex-1">
        <TabList label={words.resultTabs} className="px-2">
          <Tab value="timeline">{words.timelineTab}</Tab>
          <Tab value="latency">{words.latencyTab}</Tab>
          <Tab value="calls">{words.callsTab}</Tab>
          <Tab value="console">{words.consoleTab}</Tab>
        </TabList>
        <div className={`min-h-0 flex-1 transition-opacity ${isStale ? "opacity-60" : ""}`}>
          <TabPanel value="timeline" className="h-full overflow-auto">
            <TimelineView
              runs={onScreen.map((run) => ({ record: run.record, label: titleOf(run) }))}
              live={isLive}
              stale={isStale}
              selection={toTimelineSelection(selection, onScreen)}
              onHighlightLine={(line, index) => {
                const run = onScreen[index];
                // A line of other sources would point at something else.
                const isOurs =
                  run?.origin === "recorded"
                    ? hasStarterClient
                    : run !== undefined && run.sourceKey === sourceKey;
                highlight.set(line === null || !isOurs ? null : { path: clientFile, line });
              }}
              onSelect={(next) => {
                const run = next === null ? undefined : onScreen[next.run];
                setSelection(next === null || run === undefined ? null : { runId: run.id, row: next.row });
              }}
            />
          </TabPanel>
          <TabPanel value="latency" className="h-full overflow-auto">
            {shown !== null && <LatencyView a={shown.record} b={other?.record ?? null} />}
          </TabPanel>
          <TabPanel value="calls" className="h-full overflow-auto">
            {shown !== null && (
              <CallsTable record={shown.record} selectedRow={selectedRow} onSelect={select} />
            )}
          </TabPanel>
          <TabPanel value="console" className="h-full overflow-auto">
            <ConsoleView
              record={shown?.record ?? null}
              onGoTo={(path, line) => onGoTo({ path, line, column: 1, message: "" })}
              onSelectAttempt={(row) => {
                select(row);
                setTab("calls");
              }}
            />
          </TabPanel>
        </div>
      </Tabs>
    </section>
  );
}

function toTimelineSelection(selection: Selection | null, onScreen: readonly StoredRun[]) {
  const run = onScreen.findIndex((candidate) => candidate.id === selection?.runId);
  return selection === null || run === -1 ? null : { run, row: selection.row };
}
