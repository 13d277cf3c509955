"use client";

import { useEffect, useMemo, useRef } from "react";
import type { RunRecord, RunSettings } from "#lib/record/run-record.ts";
import { playShelf } from "./draft-storage.ts";
import { playDrafts } from "./kept-drafts.ts";
import type { RunsInLesson } from "./lesson-handle.ts";
import { useLessonPlace } from "./lesson-place.tsx";
import type { PlaygroundLimits } from "./playground-limits.ts";
import { randomId } from "./random-id.ts";
import { findRun, type RunList } from "./run-list.ts";
import { askForSelection } from "./selection-ask.ts";
import type { SourceText } from "./source-files.ts";
import type { DraftControl } from "./use-draft.ts";
import type { RunControl } from "./use-run.ts";

type Parts = {
  readonly draft: DraftControl;
  readonly control: RunControl;
  readonly limits: PlaygroundLimits;
  readonly where: RunSettings["where"];
  /** Runs an experiment with the code as it stands. */
  readonly run: (experiment: string) => void;
};

/** Tells the lesson around what goes on here, and does what it asks. Nothing in the free playground. */
export function useLessonLink(parts: Parts): void {
  const place = useLessonPlace();
  const { draft, control } = parts;
  const latest = useRef(parts);
  useEffect(() => {
    latest.current = parts;
  });

  const experiment = place?.experiment;
  const shown = findRun(control.list, control.list.shownId)?.record ?? null;
  const compared = findRun(control.list, control.list.otherId)?.record ?? null;
  const own = useFinishedRuns(control.list);
  const strangers = useStrangers(control.list);
  const newest = own.findLast(({ header }) => header.experiment === experiment) ?? null;
  const isRunning = control.phase.kind !== "idle";
  const { files, settings, isStarter } = draft;
  const onView = place?.onView;
  useEffect(() => {
    const runs = { shown, compared, strangers, own, latest: newest };
    onView?.({ files, settings, isStart: isStarter, isRunning, ...runs });
  }, [onView, files, settings, isStarter, isRunning, shown, compared, strangers, own, newest]);

  const onHandle = place?.onHandle;
  useEffect(() => {
    if (onHandle === undefined || experiment === undefined) return;
    let checking = new AbortController();
    onHandle({
      run: () => latest.current.run(experiment),
      stop: () => latest.current.control.stop(),
      runOther: ({ files: others, title, settings: chosen, experiment: other = experiment }) => {
        const { limits, where } = latest.current;
        const plan = {
          files: others,
          experiment: other,
          title,
          settings: { ...latest.current.draft.settings, ...(where !== undefined && { where }), ...chosen },
          maxRunMs: limits.runMs,
          maxFacts: limits.maxFactsPerRun,
          logBytes: limits.logBytesPerMinute,
        };
        latest.current.control.run(plan, null);
      },
      check: async (asked, onRecord) => {
        const [{ createCheckRunner }, { apiClients }, { deploymentScope }] = await Promise.all([
          import("./check-runner.ts"),
          import("#components/api/clients.ts"),
          import("./deployment-scope.ts"),
        ]);
        const { signal } = checking;
        return createCheckRunner({ api: apiClients(), scope: deploymentScope(), signal })(asked, onRecord);
      },
      stopCheck: () => {
        checking.abort();
        checking = new AbortController();
      },
      show: (record, title, row) => {
        const { id } = record.header;
        latest.current.control.addCheck({ ...record, header: { ...record.header, title } });
        askForSelection({ runId: id, row });
      },
      apply: (next, chosen) => apply(latest.current.draft, next, chosen),
      reset: () => latest.current.draft.startFrom(latest.current.draft.starter.id),
      copyToDraft: () => copyToDraft(latest.current.draft),
    } satisfies RunsInLesson);
    return () => {
      checking.abort();
      onHandle(null);
    };
  }, [onHandle, experiment]);
}

/** The same array until another one has finished: a run under way tells the lesson nothing new about these. */
function useFinishedRuns({ runs }: RunList): readonly RunRecord[] {
  const last = useRef<readonly RunRecord[]>([]);
  const found = runs.flatMap(({ origin, record }) => {
    return origin === "run" && record.header.outcome.kind === "finished" ? [record] : [];
  });
  const isSame =
    found.length === last.current.length && found.every((record, index) => record === last.current[index]);
  if (!isSame) last.current = found;
  return last.current;
}

/** The same array until there is another one. */
function useStrangers({ runs }: RunList): readonly string[] {
  const ids = runs
    .filter(({ origin }) => origin !== "run" && origin !== "recorded")
    .map(({ record }) => record.header.id)
    .join(" ");
  return useMemo(() => ids.split(" "), [ids]);
}

function apply(draft: DraftControl, next: readonly SourceText[], chosen: Partial<RunSettings>): () => void {
  const { files: before, settings } = draft;
  draft.setSettings({ ...settings, ...chosen });
  for (const { path, content } of next) {
    if (!before.some((file) => file.path === path)) draft.addFile(path);
    draft.setContent(path, content);
  }
  return () => {
    draft.setSettings(settings);
    for (const { path } of next) {
      const old = before.find((file) => file.path === path);
      if (old !== undefined) draft.setContent(path, old.content);
      else draft.deleteFile(path);
    }
  };
}

function copyToDraft({ files, settings, experiment, starter }: DraftControl): void {
  const id = randomId();
  const stored = playDrafts.toStored(files, starter);
  const draft = { ...stored, settings, experiment, starter: starter.id, savedAtUnixMs: Date.now() };
  if (playShelf.write(id, draft) === null) playShelf.writeOwnId(id);
}
