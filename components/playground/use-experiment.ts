"use client";

import { useCallback, useMemo } from "react";
import { choosePlace } from "./choose-place.ts";
import { experimentsOf } from "./experiments-of.ts";
import type { PlaygroundLimits } from "./playground-limits.ts";
import { clientText, sourceKey } from "./source-files.ts";
import type { DraftControl } from "./use-draft.ts";
import type { RunControl } from "./use-run.ts";
import type { SourceCheck } from "./use-source-check.ts";

type Parts = {
  readonly draft: DraftControl;
  readonly check: SourceCheck;
  readonly control: RunControl;
  readonly limits: PlaygroundLimits;
  /** Beside a lesson's text, or of a lesson's code. */
  readonly isLesson: boolean;
  /** Before a run begins. */
  readonly onRun: () => void;
};

/** The experiments of a draft, the chosen one, where it runs and why, and how to run it. */
export function useExperiment({ draft, check, control, limits, isLesson, onRun }: Parts) {
  const { starter, isStarter } = draft;
  const experiments = useMemo(
    () => experimentsOf(starter, check.experiments, { isStarter, isLesson }),
    [starter, check.experiments, isStarter, isLesson],
  );
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

  const source = clientText(draft.files) ?? "";
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
      onRun();
      control.run(
        {
          files: draft.files,
          experiment: chosen.name,
          title: chosen.title,
          settings: { ...draft.settings, where: runsAt.where },
          maxRunMs: limits.runMs,
          maxFacts: limits.maxFactsPerRun,
          logBytes: limits.logBytesPerMinute,
        },
        key,
      );
    },
    [control.run, draft.files, draft.settings, experiments, key, limits, runsAt.where, onRun],
  );
  const run = useCallback(() => {
    if (experiment !== undefined) runExperiment(experiment.name);
  }, [experiment, runExperiment]);
  return { experiments, experiment, sourceKey: key, failure, place: runsAt, runExperiment, run };
}
