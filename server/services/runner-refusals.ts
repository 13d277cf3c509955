import { Code } from "@connectrpc/connect";
import type { FailureReason } from "#lib/failure-reasons.ts";
import { busy, failure } from "#server/failure.ts";
import type { LoadProblem } from "#server/sandbox/sandbox.ts";

/** No runner is free, and which limit is in the way. */
export function noRunner({ limit, value, retryAfterMs }: Extract<LoadProblem, { kind: "full" }>) {
  const reasons: Readonly<Record<string, FailureReason>> = {
    maxRunners: "RUNNERS_BUSY",
    maxRunnersPerVisitor: "OWN_RUNNERS_BUSY",
  };
  const seconds = Math.ceil(retryAfterMs / 1_000);
  const sentence = `No place for running code is free: ${value} are taken (limit ${limit}); try again in ${seconds} s.`;
  return busy(reasons[limit] ?? "LINE_FULL", sentence, retryAfterMs, { limit, value });
}

/** The id may be anything; only what can stand in a sentence is said back. */
export function unknownDeployment(id: string) {
  const shown = id.slice(0, 80).replaceAll(/[^\x21-\x7e]/g, "?");
  return failure(Code.NotFound, "DEPLOYMENT_NOT_FOUND", `There is no deployment "${shown}".`, { id: shown });
}
