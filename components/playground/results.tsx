"use client";

import dynamic from "next/dynamic";
import { useEffect, useMemo, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { OutsideAsk } from "#components/timeline/copy-call.tsx";
import { createTimelineMemory } from "#components/timeline/timeline-memory.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { isAbove } from "#lib/record/order-runs.ts";
import { summarizeRun } from "#lib/record/run-summary.ts";
import type { Failure } from "./failure.ts";
import { FailureCard } from "./failure-card.tsx";
import type { LineHighlight } from "./line-highlight.ts";
import { MomentBar } from "./moment-bar.tsx";
import { OriginBadges } from "./origin-badges.tsx";
import { OutsideNews } from "./outside-news.tsx";
import { findRun, type StoredRun } from "./run-list.ts";
import { RunPicker } from "./run-picker.tsx";
import { RunSummary } from "./run-summary.tsx";
import { useRunTitle } from "./run-title.ts";
import { clientFile } from "./source-files.ts";
import type { SourcePlace } from "./source-place.ts";
import { useAtMoment } from "./use-at-moment.ts";
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

/** As tall as what it holds where the results scroll as a whole. */
const flowing = "h-full overflow-auto short:h-auto short:overflow-visible";
/** What scrolls in itself needs a height. */
const scrolling = "flex h-full flex-col overflow-auto short:h-[75dvh]";

type ResultsProps = {
  readonly control: RunControl;
  readonly failure: Failure | null;
  /** The sources as they are now, to tell whether a result still belongs to them. */
  readonly sourceKey: string;
  /** Told which line of the sources the call on view was made from. */
  readonly highlight: LineHighlight;
  /** The client's code is still the one that the page began with, and recorded runs were made from. */
  readonly hasStarterClient: boolean;
  readonly onOutside: (ask: OutsideAsk) => void;
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
  onOutside,
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
  const [memory] = useState(createTimelineMemory);
  const onScreen = useMemo(() => inOrder(other, shown), [other, shown]);
  const runs = onScreen.map((run) => ({ record: run.record, label: titleOf(run) }));
  // A playhead left standing belongs to the runs it was set on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the runs and a new beginning say when.
  useEffect(() => memory.moment.set(null), [memory, shown?.id, other?.id, isLive]);
  const seen = useAtMoment(shown, tab === "calls" || tab === "console" ? memory.moment : null);
  const selectedRow = selection !== null && selection.runId === shown?.id ? selection.row : null;
  // Rows of a moment are counted among those begun by then.
  const toSeen = (row: number | null) => (row === null || seen === null ? row : seen.rows.indexOf(row));
  const select = (row: number | null) => {
    const whole = row === null || seen === null ? row : (seen.rows[row] ?? null);
    setSelection(whole === null || shown === null ? null : { runId: shown.id, row: whole });
  };
  const momentBar = seen !== null && shown !== null && (
    <MomentBar
      atUs={seen.atUs}
      totalUs={summarizeRun(shown.record).makespanUs ?? shown.record.header.durationUs}
      onClear={() => memory.moment.set(null)}
    />
  );

  return (
    <section
      aria-label={words.result}
      data-pane="result"
      tabIndex={-1}
      // Where there is little room all of it scrolls, so that the picture can have the window.
      className="flex h-full min-h-0 flex-col focus-visible:outline-none short:block short:h-auto"
    >
      <div className="grid gap-2 border-hairline border-b px-4 py-3">
        {failure !== null && !isLive && <FailureCard failure={failure} onGoTo={onGoTo} onRetry={onRetry} />}
        <RunSummary runs={control.list.runs} shown={shown} other={other} isLive={isLive} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <RunPicker control={control} />
          <OutsideNews control={control} />
          {shown !== null && <OriginBadges run={shown} />}
          {isStale && (
            <span className="text-stale text-xs" role="status">
              ◌ {words.stale}
            </span>
          )}
        </div>
      </div>
      <Tabs value={tab} onValueChange={setTab} className="min-h-0 flex-1 short:block">
        <TabList label={words.resultTabs} className="short:sticky short:top-0 short:z-20 bg-surface px-2">
          <Tab value="timeline">{words.timelineTab}</Tab>
          <Tab value="latency">{words.latencyTab}</Tab>
          <Tab value="calls">{words.callsTab}</Tab>
          <Tab value="console">{words.consoleTab}</Tab>
        </TabList>
        <div className={`min-h-0 flex-1 transition-opacity ${isStale ? "opacity-60" : ""}`}>
          <TabPanel value="timeline" className={flowing}>
            <TimelineView
              runs={runs}
              shown={shown === null ? 0 : onScreen.indexOf(shown)}
              memory={memory}
              onOutside={onOutside}
              live={isLive || shown?.record.header.outcome.kind === "running"}
              stale={isStale}
              selection={toTimelineSelection(selection, onScreen)}
              onHighlightLines={(told) => {
                // A line of other sources would point at something else.
                const isOurs = (run: StoredRun | undefined) =>
                  run?.origin === "recorded" ? hasStarterClient : run?.sourceKey === sourceKey;
                const lines = told.flatMap(({ line, run }) => (isOurs(onScreen[run]) ? [line] : []));
                highlight.set(lines.length === 0 ? null : { path: clientFile, lines });
              }}
              onSelect={(next) => {
                const run = next === null ? undefined : onScreen[next.run];
                setSelection(next === null || run === undefined ? null : { runId: run.id, row: next.row });
              }}
            />
          </TabPanel>
          <TabPanel value="latency" className={flowing}>
            {shown !== null && (
              <LatencyView
                a={shown.record}
                b={other?.record ?? null}
                selection={toLatencySelection(selection, shown, other)}
                onOpen={({ run, row }, where) => {
                  const opened = run === "a" ? shown : other;
                  if (opened !== null) setSelection({ runId: opened.id, row });
                  setTab(where);
                }}
              />
            )}
          </TabPanel>
          <TabPanel value="calls" className={scrolling}>
            {momentBar}
            {shown !== null && (
              <CallsTable
                record={seen?.record ?? shown.record}
                selectedRow={toSeen(selectedRow)}
                onSelect={select}
              />
            )}
          </TabPanel>
          <TabPanel value="console" className={scrolling}>
            {momentBar}
            <ConsoleView
              record={seen?.record ?? shown?.record ?? null}
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

/** The run whose client was blocked stands above the other one, whichever was made first. */
function inOrder(other: StoredRun | null, shown: StoredRun | null): readonly StoredRun[] {
  if (other === null || shown === null) return shown === null ? [] : [shown];
  return isAbove(other.record, shown.record) ? [other, shown] : [shown, other];
}

function toTimelineSelection(selection: Selection | null, onScreen: readonly StoredRun[]) {
  const run = onScreen.findIndex((candidate) => candidate.id === selection?.runId);
  return selection === null || run === -1 ? null : { run, row: selection.row };
}

function toLatencySelection(selection: Selection | null, shown: StoredRun, other: StoredRun | null) {
  if (selection === null) return null;
  if (selection.runId === shown.id) return { run: "a", row: selection.row } as const;
  return selection.runId === other?.id ? ({ run: "b", row: selection.row } as const) : null;
}
