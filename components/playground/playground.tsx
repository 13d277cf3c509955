"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { OutsideAsk } from "#components/timeline/copy-call.tsx";
import { useMedia } from "#components/timeline/use-media.ts";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SplitPane } from "#components/ui/split-pane.tsx";
import { ToastProvider } from "#components/ui/toast-provider.tsx";
import { choosePlace } from "./choose-place.ts";
import { firstDraft } from "./draft-tab.ts";
import { playDrafts } from "./kept-drafts.ts";
import { LessonBanner } from "./lesson-banner.tsx";
import { useLessonPlace } from "./lesson-place.tsx";
import { createLineHighlight } from "./line-highlight.ts";
import { LineNotice } from "./line-notice.tsx";
import { PlaceNotice } from "./place-notice.tsx";
import type { PlaygroundLimits } from "./playground-limits.ts";
import { Results } from "./results.tsx";
import { RunBar } from "./run-bar.tsx";
import { clientFile, type SourceText, sourceKey } from "./source-files.ts";
import { SourcePane } from "./source-pane.tsx";
import type { SourcePlace } from "./source-place.ts";
import { lessonOfStarter, type Starter, type StarterId, type Starters } from "./starter.ts";
import { type DraftControl, useDraft } from "./use-draft.ts";
import { useEarlierRuns } from "./use-earlier-runs.ts";
import { useKeys } from "./use-keys.ts";
import { useLessonAddress } from "./use-lesson-address.ts";
import { useLessonLink } from "./use-lesson-link.ts";
import { useNarrow } from "./use-narrow.ts";
import { useOutsideCalls } from "./use-outside-calls.ts";
import { useRun } from "./use-run.ts";
import { useRunAnnouncement } from "./use-run-announcement.ts";
import { useSourceCheck } from "./use-source-check.ts";

// What one opens, or what stands below the fold of attention, comes after the page is readable.
const KeysDialog = dynamic(() => import("./keys-dialog.tsx").then((module) => module.KeysDialog), {
  ssr: false,
});
const ReadyLinesDialog = dynamic(
  () => import("./ready-lines-dialog.tsx").then((module) => module.ReadyLinesDialog),
  { ssr: false },
);
const SettingsPanel = dynamic(() => import("./settings-panel.tsx").then((module) => module.SettingsPanel), {
  ssr: false,
});
const StatusBar = dynamic(() => import("./status-bar.tsx").then((module) => module.StatusBar), {
  ssr: false,
  loading: () => <div className="h-[calc(var(--control)+1px)] border-hairline border-t" />,
});

export type PlaygroundProps = Omit<WorkbenchProps, "draft"> & {
  /** What the page was opened for; absent: whatever there is. */
  readonly asked?: StarterId;
};

type WorkbenchProps = {
  readonly draft: DraftControl;
  readonly starters: Starters;
  /** Record files of runs made earlier, oldest first; shown until the visitor's first own run. */
  readonly recordedRuns: readonly string[];
  readonly limits: PlaygroundLimits;
};

type Half = "code" | "result";

/**
 * The lesson whose start the page has to know before it can show this tab's draft; null: it knows everything. Read before
 * the feature is on screen, so that nothing is shown against the wrong start.
 */
export function lessonToLoad(starters: Starters, asked: StarterId | undefined): string | null {
  const starter = firstDraft(playDrafts.shelf, asked).draft?.starter;
  return starters.some(({ id }) => id === starter) ? null : lessonOfStarter(starter);
}

/** The free playground: the visitor's own drafts on the workbench. */
export function Playground({ starters, recordedRuns, asked, ...rest }: PlaygroundProps) {
  const draft = useDraft(starters, playDrafts, asked);
  useLessonAddress(draft, starters);
  const { lesson } = draft.starter;
  return (
    <ToastProvider>
      <div className="flex h-full min-h-0 flex-col">
        {lesson !== undefined && <LessonBanner lesson={lesson} />}
        <div className="min-h-0 flex-1">
          {/* Runs of one lesson say nothing about another program. */}
          <Workbench
            key={lesson?.slug ?? ""}
            draft={draft}
            starters={starters}
            recordedRuns={lesson?.recordedRuns ?? recordedRuns}
            {...rest}
          />
        </div>
      </div>
    </ToastProvider>
  );
}

/** The feature: edit, run, look. Composes; each part knows one thing. */
export function Workbench({ draft, starters, recordedRuns, limits }: WorkbenchProps) {
  const { text } = useText();
  const words = text.playground;
  const lesson = useLessonPlace();
  const check = useSourceCheck(draft.files);
  const control = useRun();
  useEarlierRuns(recordedRuns, control, shelfOfRuns(lesson?.slug, draft.starter));
  useOutsideCalls(control);
  const isNarrow = useNarrow();
  const isLow = useMedia("(max-height: 639px)");
  const [ownHalf, setOwnHalf] = useState<Half>("code");
  const half = lesson?.half ?? ownHalf;
  const setHalf = lesson?.onHalf ?? setOwnHalf;
  const [isWide, setWide] = useState(false);
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [keysOpen, setKeysOpen] = useState(false);
  const [outside, setOutside] = useState<OutsideAsk | null>(null);
  const [place, setPlace] = useState<SourcePlace | null>(null);
  const [highlight] = useState(createLineHighlight);
  const announcement = useRunAnnouncement(control);

  const finishedRuns = control.list.runs.filter(
    ({ origin, isKept, record }) => origin === "run" && !isKept && record.header.outcome.kind !== "running",
  ).length;

  // What the server said last may be about the sources before.
  const experiments = draft.isStarter
    ? draft.starter.experiments
    : (check.experiments ?? draft.starter.experiments);
  const experiment = experiments.find(({ name }) => name === draft.experiment) ?? experiments[0];
  const key = useMemo(
    // The starter is the same code in either language.
    () =>
      sourceKey(draft.isStarter ? [{ path: draft.starter.id, content: "" }] : draft.files, draft.settings),
    [draft.isStarter, draft.starter, draft.files, draft.settings],
  );

  // What was wrong with sources that have changed since is no longer of use.
  const isFailureStale = control.failure?.sourceKey != null && control.failure.sourceKey !== key;
  const failure = isFailureStale ? null : (control.failure?.why ?? null);

  const recordedFrom = draft.starter.lesson === undefined ? starters[0] : draft.starter;
  const source = contentOf(draft.files) ?? "";
  const runsAt = useMemo(
    () =>
      choosePlace({
        settings: draft.settings,
        services: check.services,
        experiments: check.experiments ?? [],
        experiment: experiment?.name ?? "",
        source,
      }),
    [draft.settings, check.services, check.experiments, experiment?.name, source],
  );
  const runExperiment = useCallback(
    (name: string) => {
      const chosen = experiments.find((each) => each.name === name);
      if (chosen === undefined) return;
      setHalf("result");
      control.run(
        {
          files: draft.files,
          experiment: chosen.name,
          title: chosen.title,
          settings: { ...draft.settings, where: runsAt.where },
          maxRunMs: limits.runMs,
          logBytes: limits.logBytesPerMinute,
        },
        key,
      );
    },
    [control.run, draft.files, draft.settings, experiments, key, limits, runsAt.where, setHalf],
  );
  const run = useCallback(() => {
    if (experiment !== undefined) runExperiment(experiment.name);
  }, [experiment, runExperiment]);
  useLessonLink({ draft, control, limits, where: runsAt.where, run: runExperiment });
  const goTo = useCallback(
    (next: SourcePlace) => {
      setHalf("code");
      setWide(false);
      setPlace({ ...next });
    },
    [setHalf],
  );
  useKeys({
    run,
    stop: control.stop,
    isRunning: control.phase.kind !== "idle",
    help: () => setKeysOpen(true),
  });
  useEffect(() => () => control.stop(), [control.stop]);

  // Where there is little room the status is the last thing one scrolls to.
  const isStatusLast = isNarrow ? half === "result" : isLow;
  const status = (
    <StatusBar
      draft={draft}
      starters={starters}
      control={control}
      limits={limits}
      isWide={isWide}
      onToggleWide={() => setWide((wide) => !wide)}
      onHelp={() => setKeysOpen(true)}
      onOutside={setOutside}
    />
  );
  const code = (
    <SourcePane
      limits={limits}
      draft={draft}
      check={check}
      place={place}
      highlight={highlight}
      onRun={run}
      starters={starters}
    />
  );
  const result = (
    <div className="@container flex h-full min-h-0 flex-col tiny:block tiny:h-auto">
      <RunBar
        experiments={experiments}
        experiment={experiment?.name ?? ""}
        onExperiment={draft.setExperiment}
        phase={control.phase}
        onRun={run}
        onStop={control.stop}
        settingsOpen={settingsOpen}
        onToggleSettings={() => setSettingsOpen((open) => !open)}
      />
      <PlaceNotice place={runsAt} />
      <LineNotice phase={control.phase} />
      <div className="relative min-h-0 flex-1 overflow-auto tiny:overflow-visible">
        {settingsOpen && (
          <SettingsPanel
            settings={draft.settings}
            onChange={draft.setSettings}
            limits={limits}
            place={runsAt}
          />
        )}
        {(!isNarrow || half === "result") && (
          <Results
            control={control}
            failure={failure}
            sourceKey={key}
            highlight={highlight}
            onOutside={setOutside}
            hasStarterClient={contentOf(draft.files) === contentOf(recordedFrom.files)}
            onGoTo={goTo}
            onRetry={run}
          />
        )}
        {isNarrow && half === "code" && <div className="h-full tiny:h-[90dvh]">{code}</div>}
        {isStatusLast && status}
      </div>
    </div>
  );

  return (
    <div
      className="flex h-full min-h-0 flex-col tiny:block tiny:overflow-auto"
      data-feature="playground"
      data-finished-runs={finishedRuns}
    >
      {lesson === null && <h1 className="sr-only">{words.title}</h1>}
      {isNarrow && lesson === null && (
        <div className="border-hairline border-b px-3 py-2">
          <SegmentedControl
            className="w-full"
            label={words.resultTabs}
            value={half}
            onChange={setHalf}
            segments={[
              { value: "code", label: words.code },
              { value: "result", label: words.result },
            ]}
          />
        </div>
      )}
      <div className="min-h-0 flex-1 tiny:h-auto">
        {isNarrow ? (
          result
        ) : (
          <SplitPane
            {...(lesson === null ? beside : stacked)}
            label={words.resizePanes}
            first={code}
            second={result}
            maximised={isWide ? "second" : null}
          />
        )}
      </div>
      {!isStatusLast && status}
      <p role="status" className="sr-only">
        {announcement}
      </p>
      {outside !== null && <ReadyLinesDialog ask={outside} onClose={() => setOutside(null)} />}
      {keysOpen && <KeysDialog open onOpenChange={setKeysOpen} />}
    </div>
  );
}

const beside = { name: "playground", defaultPercent: 44, minFirst: 320, minSecond: 420 } as const;
/** Beside a lesson's text the width goes to both. */
const stacked = {
  name: "lesson-playground",
  orientation: "vertical",
  defaultPercent: 42,
  minFirst: 120,
  minSecond: 200,
} as const;

/** Beside a lesson its own; a lesson's start in the free playground has another one than everything else there. */
function shelfOfRuns(slug: string | undefined, { lesson }: Starter): string {
  return slug ?? (lesson === undefined ? "" : `play.${lesson.slug}`);
}

function contentOf(files: readonly SourceText[]): string | undefined {
  return files.find(({ path }) => path === clientFile)?.content;
}
