import { Code, type ConnectError } from "@connectrpc/connect";
import { assertNever } from "#lib/assert.ts";
import type { GatewayReason } from "#lib/failure-reasons.ts";
import type { LoadProblem, Stop } from "#server/sandbox/sandbox.ts";
import { failure, runnersBusy, withRetry } from "./gateway-failure.ts";

/** What a caller hears while the deployment rests. `stop` null: it threw while loading. */
export function coolingDown(stop: Stop | null, afterMs: number): ConnectError {
  const seconds = Math.ceil(afterMs / 1000);
  const why = stop === null ? "it threw while loading" : describeStop(stop);
  const sentence = `The handlers failed three times within a minute; they rest for ${seconds} s more. Last time ${why}.`;
  return withRetry(
    failure(Code.Unavailable, "COOLING_DOWN", sentence, stop === null ? {} : stopMetadata(stop)),
    afterMs,
  );
}

/** What a caller hears whose call found no runner. */
export function loadFailed(problem: LoadProblem): ConnectError {
  switch (problem.kind) {
    case "threw": {
      const { name, message } = problem.error;
      return failure(
        Code.FailedPrecondition,
        "LOAD_FAILED",
        `server.ts threw while it was loading: ${name}: ${message}`,
      );
    }
    case "stopped":
      return runnerStopped(problem.stop);
    case "full":
      return runnersBusy(problem);
    default:
      return assertNever(problem);
  }
}

const limitReasons = {
  timeLimit: "TURN_LIMIT",
  memoryLimit: "MEMORY_LIMIT",
  outputLimit: "OUTPUT_LIMIT",
  cpuLimit: "CPU_LIMIT",
} as const satisfies Partial<Record<Stop["reason"], GatewayReason>>;

/** What a caller hears whose runner stopped under its call. */
export function runnerStopped(stop: Stop): ConnectError {
  const said = describeStop(stop);
  const sentence = `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
  const { reason } = stop;
  if (
    reason === "timeLimit" ||
    reason === "memoryLimit" ||
    reason === "outputLimit" ||
    reason === "cpuLimit"
  ) {
    return failure(Code.ResourceExhausted, limitReasons[reason], sentence, stopMetadata(stop));
  }
  return withRetry(failure(Code.Unavailable, "RUNNER_STOPPED", sentence, stopMetadata(stop)), 1_000);
}

function stopMetadata(stop: Stop): Record<string, string> {
  const { reason, limit, limitValue } = stop;
  return limit === "" ? { stop: reason } : { stop: reason, limit, value: String(limitValue) };
}

function describeStop({ reason, limit, limitValue }: Stop): string {
  switch (reason) {
    case "timeLimit":
      return `the handler kept its thread for more than ${limitValue} ms (limit ${limit})`;
    case "memoryLimit":
      return `the handler used more than ${limitValue} MiB of memory (limit ${limit})`;
    case "outputLimit":
      return `the handler sent or logged more than ${limitValue} bytes (limit ${limit})`;
    case "cpuLimit":
      return `the handlers used more than their share of the processor, ${limitValue} ms at once (limit ${limit})`;
    case "crashed":
      return "the handler's process ended unexpectedly";
    case "protocolViolation":
      return "the handler's process sent what the server does not understand";
    case "idle":
      return "the handler's process was stopped because nobody called";
    case "shutdown":
      return "the handler's process was shut down";
    default:
      return assertNever(reason);
  }
}
