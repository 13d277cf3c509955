"use client";

import { type ReactNode, useEffect } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import type { OutsideAsk } from "#components/timeline/copy-call.tsx";
import { BriefFailure } from "./brief-failure.tsx";
import type { Failure } from "./failure.ts";
import { FailureCard } from "./failure-card.tsx";
import { useLessonPlace } from "./lesson-place.tsx";
import type { LineHighlight } from "./line-highlight.ts";
import { NotKeptNotice } from "./not-kept-notice.tsx";
import { OriginBadges } from "./origin-badges.tsx";
import { OutsideNews } from "./outside-news.tsx";
import { ResultViews } from "./result-views.tsx";
import { findRun } from "./run-list.ts";
import { RunPicker } from "./run-picker.tsx";
import { RunSummary } from "./run-summary.tsx";
import type { SourcePlace } from "./source-place.ts";
import { useFirstBarMark } from "./use-first-bar-mark.ts";
import type { RunControl } from "./use-run.ts";

type ResultsProps = {
  readonly control: RunControl;
  readonly failure: Failure | null;
  /** The sources as they are now, to tell whether a result still belongs to them. */
  readonly sourceKey: string;
  /** Told which line of the sources the call on view was made from. */
  readonly highlight: LineHighlight;
  /** The client's code is still the one that the page began with, and recorded runs were made from. */
  readonly hasStarterClient: boolean;
  /** The door to runs of earlier visits. */
  readonly history: ReactNode;
  readonly onOutside: (ask: OutsideAsk) => void;
  readonly onGoTo: (place: SourcePlace) => void;
  readonly onRetry: () => void;
};

/** Everything a run left behind: the summary, and four views that fold the same record. */
export function Results(props: ResultsProps) {
  const { control, failure, sourceKey, highlight, onGoTo, onRetry } = props;
  const words = useText().text.playground;
  const shown = findRun(control.list, control.list.shownId);
  const other = findRun(control.list, control.list.otherId);
  const isLive = control.phase.kind === "running";
  const isStale = !isLive && shown?.sourceKey != null && shown.sourceKey !== sourceKey;
  const isOther = control.failure?.sourceKey === null && shown?.origin === "other";
  const card = failure === null || isLive ? null : { failure, isOther, onGoTo, onRetry };
  // A lesson shows calls that fail, and the half window it leaves is for their picture.
  const isBrief = useLessonPlace() !== null && (isOther || failure?.kind === "handlerThrew");
  useFirstBarMark(isLive && (shown?.record.attempts.length ?? 0) > 0);
  // An edit moves the lines below it: the mark of before would point beside the call.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sources say when.
  useEffect(() => highlight.set(null), [highlight, sourceKey]);

  return (
    <section
      aria-label={words.result}
      data-pane="result"
      data-point="result"
      tabIndex={-1}
      // Where there is little room all of it scrolls, so that the picture can have the window.
      className="flex h-full min-h-0 flex-col focus-visible:outline-none short:block short:h-auto"
    >
      <div className="grid gap-2 border-hairline border-b px-4 py-3">
        {card !== null && !isBrief && <FailureCard {...card} />}
        <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
          <div className="min-w-0 flex-1 basis-72">
            <RunSummary runs={control.list.runs} shown={shown} other={other} isLive={isLive} />
            <NotKeptNotice reason={control.notKept} />
          </div>
          {card !== null && isBrief && <BriefFailure {...card} />}
        </div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <RunPicker control={control} />
          {props.history}
          <OutsideNews control={control} />
          {shown !== null && <OriginBadges run={shown} />}
          {isStale && (
            <span className="text-stale text-xs" role="status">
              ◌ {words.stale}
            </span>
          )}
        </div>
      </div>
      <ResultViews
        shown={shown}
        other={other}
        isLive={isLive}
        isStale={isStale}
        sourceKey={sourceKey}
        highlight={highlight}
        hasStarterClient={props.hasStarterClient}
        onOutside={props.onOutside}
        onGoTo={onGoTo}
      />
    </section>
  );
}
