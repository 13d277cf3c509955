import type { Limits } from "#lib/limits.ts";
import {
  findSourceProblem,
  type RequestProblem,
  type SourceLimits,
} from "#lib/source/find-source-problem.ts";
import type { Snippet } from "./snippet.ts";

export type SnippetLimits = SourceLimits &
  Pick<
    Limits,
    | "maxWorkers"
    | "maxQueuedCalls"
    | "maxDelayMs"
    | "minBandwidthKbps"
    | "maxBandwidthKbps"
    | "maxCallsPerRun"
  >;

/** Names of experiments and starters; anything longer is none. */
const maxNameLength = 200;

/** The first rule that a snippet breaks, by the limits of the server that would run it. Null: it can be shown and run. */
export function findSnippetProblem(snippet: Snippet, limits: SnippetLimits): RequestProblem | null {
  const { files, settings, experiment, starter } = snippet;
  if (files.length === 0) return { reason: "SNIPPET_EMPTY", sentence: "There are no files.", values: {} };
  const { workers, queueLimit, network, calls } = settings;
  return (
    findSourceProblem(files, limits) ??
    (workers === null ? null : outOfRange("workers", workers, 1, limits.maxWorkers)) ??
    (queueLimit === null ? null : outOfRange("queueLimit", queueLimit, 0, limits.maxQueuedCalls)) ??
    outOfRange("network.delayMs", network.delayMs, 0, limits.maxDelayMs) ??
    outOfRange("network.jitterMs", network.jitterMs, 0, limits.maxDelayMs) ??
    // 0 is no limit at all; between it and the least nothing would ever come through.
    (network.bandwidthKbps === 0
      ? null
      : outOfRange(
          "network.bandwidthKbps",
          network.bandwidthKbps,
          limits.minBandwidthKbps,
          limits.maxBandwidthKbps,
        )) ??
    outOfRange("calls", calls, 1, limits.maxCallsPerRun) ??
    outOfRange("experiment.length", experiment.length, 0, maxNameLength) ??
    outOfRange("starter.length", starter.length, 0, maxNameLength)
  );
}

/** NaN is in no range. */
function outOfRange(setting: string, actual: number, min: number, max: number): RequestProblem | null {
  if (actual >= min && actual <= max) return null;
  const sentence = `${setting} must be a number from ${min} to ${max}, not ${actual}.`;
  return { reason: "SETTING_OUT_OF_RANGE", sentence, values: { setting, min, max, actual } };
}
