import type { RunsChecks } from "#lib/lessons/check-lesson.ts";
import { defaultLimits } from "#lib/limits.ts";
import type { Failure } from "./failure.ts";
import { randomId } from "./random-id.ts";
import { type RunParts, runSession } from "./run-session.ts";

export type CheckRunnerParts = Pick<RunParts, "api" | "scope" | "signal"> &
  Partial<Pick<RunParts, "onPlace">>;

/** Makes the runs of a check in the backend, one at a time, for a page and for a terminal alike. */
export function createCheckRunner({ onPlace = () => {}, ...parts }: CheckRunnerParts): RunsChecks<Failure> {
  return async ({ files, experiment, settings }, onRecord) => {
    const plan = {
      runId: randomId().slice(0, 12),
      files,
      experiment,
      title: experiment,
      settings: { ...settings, where: "backend" as const },
      maxRunMs: defaultLimits.runMs,
      maxFacts: defaultLimits.maxFactsPerRun,
      logBytes: defaultLimits.logBytesPerMinute,
    };
    const { record, failure } = await runSession(plan, { ...parts, frame: null, onPlace, onRecord });
    return { record, problem: failure };
  };
}
