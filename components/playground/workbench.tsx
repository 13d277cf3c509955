"use client";

import dynamic from "next/dynamic";
import { useCallback, useEffect, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { OutsideAsk } from "#components/timeline/copy-call.tsx";
import { useMedia } from "#components/timeline/use-media.ts";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { SplitPane } from "#components/ui/split-pane.tsx";
import type { Snippet } from "#lib/share/snippet.ts";
import { useLessonPlace } from "./lesson-place.tsx";
import { createLineHighlight } from "./line-highlight.ts";
import { LineNotice } from "./line-notice.tsx";
import { PlaceNotice } from "./place-notice.tsx";
import type { PlaygroundLimits } from "./playground-limits.ts";
import { Results } from "./results.tsx";
import { RunBar } from "./run-bar.tsx";
import { clientText } from "./source-files.ts";
import { SourcePane } from "./source-pane.tsx";
import type { SourcePlace } from "./source-place.ts";
import type { Starter, Starters } from "./starter.ts";
import type { DraftControl } from "./use-draft.ts";
import { useEarlierRuns } from "./use-earlier-runs.ts";
import { useExperiment } from "./use-experiment.ts";
import { useHandingOn } from "./use-handing-on.tsx";
import { useKeys } from "./use-keys.ts";
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

export type WorkbenchProps = {
  readonly draft: DraftControl;
  readonly starters: Starters;
  /** Record files of runs made earlier, oldest first; shown until the visitor's first own run. */
  readonly recordedRuns: readonly string[];
  readonly limits: PlaygroundLimits;
  /** What the address bar names on arrival; absent: nothing. */
  readonly named?: Snippet | null;
};

type Half = "code" | "result";

/** The feature: edit, run, look. Composes; each part knows one thing. */
export function Workbench({ draft, starters, recordedRuns, limits, named = null }: WorkbenchProps) {
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

  const finished = control.list.runs.filter(
    ({ origin, isKept, record }) => origin === "run" && !isKept && record.header.outcome.kind !== "running",
  );

  const isLesson = lesson !== null || draft.starter.lesson !== undefined;
  const onRun = useCallback(() => setHalf("result"), [setHalf]);
  const {
    experiments,
    experiment,
    sourceKey,
    failure,
    place: runsAt,
    runExperiment,
    run,
  } = useExperiment({ draft, check, control, limits, isLesson, onRun });
  const recordedFrom = draft.starter.lesson === undefined ? starters[0] : draft.starter;
  useLessonLink({ draft, control, limits, where: runsAt.where, run: runExperiment });
  const goTo = useCallback(
    (next: SourcePlace) => {
      setHalf("code");
      setWide(false);
      setPlace({ ...next });
    },
    [setHalf],
  );
  const handingOn = useHandingOn({
    draft,
    control,
    experiment: experiment?.name ?? draft.experiment,
    sourceKey,
    finished,
    named,
    limits,
  });
  useKeys({
    run,
    stop: control.stop,
    isRunning: control.phase.kind !== "idle",
    help: () => setKeysOpen(true),
    share: handingOn.copyLink,
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
        more={handingOn.shareMenu}
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
            sourceKey={sourceKey}
            history={handingOn.historyButton}
            highlight={highlight}
            onOutside={setOutside}
            hasStarterClient={clientText(draft.files) === clientText(recordedFrom.files)}
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
      data-finished-runs={finished.length}
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
