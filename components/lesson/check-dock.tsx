"use client";

import { ArrowRight, ChevronDown, ChevronUp, ListChecks, Play, Square } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useText } from "#components/i18n/use-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { formatText } from "#lib/i18n/format-text.ts";
import { CheckOutcome } from "./check-outcome.tsx";
import { GoalRow } from "./goal-row.tsx";
import { useLesson } from "./lesson-session.tsx";
import { useCheckAnnouncement } from "./use-check-announcement.ts";

type CheckDockProps = {
  /** Where Next leads: the next lesson, or the map. */
  readonly next: { readonly href: string; readonly label: string; readonly isLesson: boolean };
  /** On a phone Run stands here too, within reach while one reads. */
  readonly withRun: boolean;
};

/** The goals below the prose: they tick while the runs of a check go on. Next appears with the last one. */
export function CheckDock({ next, withRun }: CheckDockProps) {
  const words = useText().text.lessons.check;
  const { facts, checking, known } = useLesson();
  const { state } = checking;
  const [isOpen, setOpen] = useState(false);
  const announcement = useCheckAnnouncement();
  const isRunning = state?.verdict === "running";
  const passed = facts.goals.filter((key) => isPassed(state?.goals[key])).length;
  const hasPassed = known?.passedAtUnixMs != null;

  const reached = {
    passed: state === null && hasPassed ? facts.goals.length : passed,
    total: facts.goals.length,
  };

  const start = () => {
    setOpen(true);
    checking.start();
  };
  return (
    <section
      aria-label={words.title}
      data-point="check"
      className="z-10 shrink-0 border-hairline-strong border-t bg-surface max-[899px]:sticky max-[899px]:bottom-0"
    >
      <div className="flex flex-wrap items-center gap-2 px-4 py-2">
        {isRunning ? (
          <Button onClick={checking.stop}>
            <Square aria-hidden="true" className="size-4" />
            {words.stop}
          </Button>
        ) : (
          <Button
            variant={hasPassed || withRun ? "quiet" : "primary"}
            disabled={!checking.isReady}
            onClick={start}
          >
            <ListChecks aria-hidden="true" className="size-4" />
            {state === null ? words.check : words.again}
          </Button>
        )}
        <Button
          variant="ghost"
          className="px-2!"
          aria-expanded={isOpen}
          aria-controls="lesson-goals"
          title={isOpen ? words.hideGoals : words.showGoals}
          onClick={() => setOpen((open) => !open)}
        >
          <span className="max-sm:sr-only">{formatText(words.count, reached)}</span>
          <span aria-hidden="true" className="sm:hidden">
            {`${reached.passed}/${reached.total}`}
          </span>
          {isOpen ? (
            <ChevronDown aria-hidden="true" className="size-4" />
          ) : (
            <ChevronUp aria-hidden="true" className="size-4" />
          )}
        </Button>
        <span className="flex-1" />
        {withRun && !hasPassed && <RunNow />}
        {hasPassed && <NextLink {...next} isNew={state?.verdict === "passed"} />}
      </div>
      <div id="lesson-goals" hidden={!isOpen} className="max-h-[38dvh] overflow-y-auto px-4 pb-3">
        <RunningLine />
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-0.5">
          {facts.goals.map((key) => (
            <GoalRow key={key} name={key} state={state?.goals[key] ?? { kind: "waiting" }} />
          ))}
        </ul>
        <CheckOutcome />
      </div>
      <p role="status" className="sr-only">
        {announcement}
      </p>
    </section>
  );
}

function isPassed(
  goal: { readonly kind: string; readonly finding?: { readonly verdict: string } } | undefined,
) {
  return goal?.kind === "judged" && goal.finding?.verdict === "passed";
}

function RunNow() {
  const words = useText().text.lessons.run;
  const { bench, view, showResult } = useLesson();
  return (
    <Button
      variant="primary"
      disabled={bench === null || view?.isRunning === true}
      onClick={() => {
        bench?.run();
        showResult();
      }}
    >
      <Play aria-hidden="true" className="size-4" />
      {words.now}
    </Button>
  );
}

/** Which run is under way; before the first check, what a check does. */
function RunningLine() {
  const { text } = useText();
  const words = text.lessons.check;
  const { checking, facts, view } = useLesson();
  const { state, isStale } = checking;
  if (state === null)
    return (
      <p className="mb-2 max-w-[62ch] text-ink-soft text-sm">
        {words.intro} {view?.isStart === true && text.lessons.startFails}
      </p>
    );
  const index = state.runs.findIndex((run) => run.state === "running");
  const running = state.runs[index];
  if (running !== undefined)
    return (
      <p className="mb-2 flex items-center gap-2 text-ink-soft text-sm">
        <Spinner />
        {formatText(words.running, {
          number: index + 1,
          total: state.runs.length,
          name: facts.text.runs[running.name] ?? running.name,
        })}
      </p>
    );
  return isStale ? <p className="mb-2 text-sm text-stale">◌ {words.changed}</p> : null;
}

type NextLinkProps = CheckDockProps["next"] & { readonly isNew: boolean };

/** Grows warm when the lesson has just been passed, and takes the focus; a lesson passed before has it at rest. */
function NextLink({ href, label, isLesson, isNew }: NextLinkProps) {
  const words = useText().text.lessons;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isNew) link.current?.focus({ preventScroll: true });
  }, [isNew]);
  return (
    <Link
      ref={link}
      href={href}
      title={label}
      className={classNames(buttonClass("primary"), isNew && "lesson-next")}
    >
      {isLesson && <span className="sr-only">{label}</span>}
      <span aria-hidden={isLesson || undefined}>{isLesson ? words.nextShort : label}</span>
      <ArrowRight aria-hidden="true" className="size-4" />
    </Link>
  );
}
