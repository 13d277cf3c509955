"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { OutsideAsk } from "#components/timeline/copy-call.tsx";
import { createTimelineMemory } from "#components/timeline/timeline-memory.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { Tab, TabList, TabPanel, Tabs } from "#components/ui/tabs.tsx";
import { summarizeRun } from "#lib/record/run-summary.ts";
import type { LineHighlight } from "./line-highlight.ts";
import { MomentBar } from "./moment-bar.tsx";
import { RangeBar } from "./range-bar.tsx";
import type { StoredRun } from "./run-list.ts";
import { useRunTitle } from "./run-title.ts";
import { inScreenOrder } from "./screen-order.ts";
import { onSelectionAsk } from "./selection-ask.ts";
import { clientFile } from "./source-files.ts";
import type { SourcePlace } from "./source-place.ts";
import { useAtMoment } from "./use-at-moment.ts";
import { useAttemptRange } from "./use-attempt-range.ts";
import { useOtherOnTop } from "./use-other-on-top.ts";
import { useSeenRecord } from "./use-seen-record.ts";

// Each view is its own chunk: the page is readable before any of them.
const loading = () => <Spinner className="m-4" />;
const TimelineView = dynamic(
  () => import("#components/timeline/timeline-view.tsx").then((module) => module.TimelineView),
  { ssr: false, loading },
);
const LatencyView = dynamic(
  () => import("#components/charts/latency-view.tsx").then((module) => module.LatencyView),
  { ssr: false, loading },
);
const CallsTable = dynamic(
  () => import("#components/calls/calls-table.tsx").then((module) => module.CallsTable),
  { ssr: false, loading },
);
const ConsoleView = dynamic(
  () => import("#components/console/console-view.tsx").then((module) => module.ConsoleView),
  { ssr: false, loading },
);

/** As tall as what it holds where the results scroll as a whole. */
const flowing = "h-full overflow-auto short:h-auto short:overflow-visible";
/** What scrolls in itself needs a height. */
const scrolling = "flex h-full flex-col overflow-auto short:h-[75dvh]";

export type ResultViewsProps = {
  readonly shown: StoredRun | null;
  readonly other: StoredRun | null;
  readonly isLive: boolean;
  readonly isStale: boolean;
  /** The sources as they are now, to tell whether a result still belongs to them. */
  readonly sourceKey: string;
  /** Told which line of the sources the call on view was made from. */
  readonly highlight: LineHighlight;
  /** The client's code is still the one that the page began with, and recorded runs were made from. */
  readonly hasStarterClient: boolean;
  readonly onOutside: (ask: OutsideAsk) => void;
  readonly onGoTo: (place: SourcePlace) => void;
};

type Selection = { readonly runId: string; readonly row: number };

/** Four views that fold the same record. What is selected or picked in one of them is so in all. */
export function ResultViews(props: ResultViewsProps) {
  const { shown, other, isLive, isStale, sourceKey, highlight, hasStarterClient, onOutside, onGoTo } = props;
  const words = useText().text.playground;
  const titleOf = useRunTitle();
  const [tab, setTab] = useState("timeline");
  const [selection, setSelection] = useState<Selection | null>(null);
  const [memory] = useState(createTimelineMemory);
  useEffect(
    () =>
      onSelectionAsk(({ runId, row }) => {
        setTab("timeline");
        setSelection(row === null ? null : { runId, row });
      }),
    [],
  );
  const onScreen = useMemo(() => inOrder(other, shown), [other, shown]);
  const runs = onScreen.map((run) => ({ record: run.record, label: titleOf(run) }));
  const picked = useAttemptRange(onScreen);
  // A playhead left standing belongs to the runs it was set on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the runs and a new beginning say when.
  useEffect(() => memory.moment.set(null), [memory, shown?.id, other?.id, isLive]);
  const seen = useAtMoment(shown, tab === "calls" || tab === "console" ? memory.moment : null);

  const view = useSeenRecord(shown, seen, picked.range, picked.of(shown));
  const ofCharts = useMemo(
    // What was picked in a chart is marked there, among all.
    () => (picked.range?.kind === "underWay" ? [shown, other].map((run) => picked.of(run)) : undefined),
    [picked, shown, other],
  );

  const panels = useOtherOnTop(shown);

  const selectedRow = selection !== null && selection.runId === shown?.id ? selection.row : null;
  const select = (row: number | null) => {
    const whole = row === null ? null : view.toWhole(row);
    setSelection(whole === null || shown === null ? null : { runId: shown.id, row: whole });
  };
  const rangeBar = (of: readonly (StoredRun | null)[]): ReactNode => {
    const known = of.filter((run) => run !== null);
    if (picked.range === null || known.length === 0) return null;
    return <RangeBar runs={known} rows={known.map(picked.of)} onClear={() => picked.set(null)} />;
  };
  const momentBar = seen !== null && shown !== null && (
    <MomentBar
      atUs={seen.atUs}
      totalUs={summarizeRun(shown.record).makespanUs ?? shown.record.header.durationUs}
      onClear={() => memory.moment.set(null)}
    />
  );

  return (
    <Tabs value={tab} onValueChange={setTab} className="min-h-56 flex-1 short:block">
      <TabList label={words.resultTabs} className="short:sticky short:top-0 short:z-20 bg-surface px-2">
        <Tab value="timeline">{words.timelineTab}</Tab>
        <Tab value="latency">{words.latencyTab}</Tab>
        <Tab value="calls">{words.callsTab}</Tab>
        <Tab value="console">{words.consoleTab}</Tab>
      </TabList>
      <div ref={panels} className={`min-h-0 flex-1 transition-opacity ${isStale ? "opacity-60" : ""}`}>
        <TabPanel value="timeline" point="timeline" className={flowing}>
          {rangeBar(onScreen)}
          <TimelineView
            runs={runs}
            shown={shown === null ? 0 : onScreen.indexOf(shown)}
            memory={memory}
            onOutside={onOutside}
            live={isLive || shown?.record.header.outcome.kind === "running"}
            stale={isStale}
            selection={toTimelineSelection(selection, onScreen)}
            range={picked.range}
            onRange={picked.set}
            inside={picked.range?.kind === "started" ? picked.rows : noRows}
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
        <TabPanel value="latency" point="latency" className={flowing}>
          {rangeBar(onScreen)}
          {shown !== null && (
            <LatencyView
              a={shown.record}
              b={other?.record ?? null}
              selection={toLatencySelection(selection, shown, other)}
              range={picked.range}
              onRange={picked.set}
              {...(ofCharts !== undefined && { inside: ofCharts })}
              onOpen={({ run, row }, where) => {
                const opened = run === "a" ? shown : other;
                if (opened !== null) setSelection({ runId: opened.id, row });
                setTab(where);
              }}
            />
          )}
        </TabPanel>
        <TabPanel value="calls" point="calls" className={scrolling}>
          {momentBar}
          {rangeBar([shown])}
          {view.record !== null && (
            <CallsTable
              record={view.record}
              selectedRow={selectedRow === null ? null : view.toSeen(selectedRow)}
              inside={view.inside}
              onSelect={select}
            />
          )}
        </TabPanel>
        <TabPanel value="console" point="console" className={scrolling}>
          {momentBar}
          {rangeBar([shown])}
          <ConsoleView
            record={view.withLogs}
            onGoTo={(path, line) => onGoTo({ path, line, column: 1, message: "" })}
            onSelectAttempt={(row) => {
              select(row);
              setTab("calls");
            }}
          />
        </TabPanel>
      </div>
    </Tabs>
  );
}

const noRows: readonly null[] = [];

function inOrder(other: StoredRun | null, shown: StoredRun | null): readonly StoredRun[] {
  if (other === null || shown === null) return shown === null ? [] : [shown];
  return inScreenOrder(other, shown);
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
