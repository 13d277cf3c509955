import { create } from "@bufbuild/protobuf";
import { durationFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import { assertNever } from "#lib/assert.ts";
import { ErrorInfoSchema, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import type { Settings } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Limits } from "#lib/limits.ts";
import type { LoadProblem, Stop } from "#server/sandbox/sandbox.ts";
import type { Refusal } from "./emulate/worker-pool.ts";

/** `google.rpc.ErrorInfo.reason` of the errors the gateway itself answers; what goes into the metadata is beside it. */
export type GatewayReason =
  | "DEPLOYMENT_NOT_FOUND" // id
  | "METHOD_UNKNOWN" // method
  | "QUEUE_LIMIT" // limit, value
  | "CONCURRENCY_LIMIT" // limit, value
  | "MESSAGE_LIMIT" // limit, value
  | "RESPONSE_LIMIT" // limit, value
  | "DEADLINE_LIMIT" // limit, value
  | "TURN_LIMIT" // limit, value
  | "MEMORY_LIMIT" // limit, value
  | "OUTPUT_LIMIT" // limit, value
  | "CPU_LIMIT" // limit, value
  | "RUNNER_STOPPED" // stop
  | "RUNNERS_BUSY"
  | "RUNNER_UNAVAILABLE"
  | "COOLING_DOWN" // stop
  | "LOAD_FAILED"
  | "SHUTTING_DOWN"
  | "INTERNAL_FAULT";

type Metadata = Readonly<Record<string, string>>;

function failure(code: Code, reason: GatewayReason, sentence: string, metadata: Metadata = {}): ConnectError {
  const value = create(ErrorInfoSchema, { reason, domain: "playground.v1", metadata: { ...metadata } });
  return new ConnectError(sentence, code, undefined, [{ desc: ErrorInfoSchema, value }]);
}

/** Says when to come back: as a detail, and in the headers that HTTP and gRPC clients know. */
function withRetry(error: ConnectError, exactlyMs: number): ConnectError {
  const afterMs = Math.ceil(exactlyMs);
  const value = create(RetryInfoSchema, { retryDelay: durationFromMs(afterMs) });
  error.details.push({ desc: RetryInfoSchema, value });
  error.metadata.set("retry-after", String(Math.ceil(afterMs / 1000)));
  error.metadata.set("grpc-retry-pushback-ms", String(afterMs));
  return error;
}

function beyondLimit(reason: GatewayReason, sentence: string, limit: string, value: number): ConnectError {
  return failure(Code.ResourceExhausted, reason, `${sentence} (limit ${limit}).`, {
    limit,
    value: String(value),
  });
}

export function deploymentNotFound(id: string): ConnectError {
  if (id === "")
    return failure(Code.NotFound, "DEPLOYMENT_NOT_FOUND", "The request names no deployment.", { id });
  // A caller may put anything here; only what can stand in a sentence is said back.
  const shown = id.slice(0, 80).replaceAll(/[^\x21-\x7e]/g, "?");
  return failure(Code.NotFound, "DEPLOYMENT_NOT_FOUND", `There is no deployment "${shown}".`, { id: shown });
}

export function methodUnknown(method: string, services: readonly string[]): ConnectError {
  const exist = services.length === 0 ? "It has no services" : `Its services are ${services.join(", ")}`;
  const sentence = `This deployment has no method "${method}". ${exist}.`;
  return failure(Code.Unimplemented, "METHOD_UNKNOWN", sentence, { method });
}

/** What a caller hears whom the worker pool did not take. */
export function refusedByPool(refusal: Refusal, settings: Settings, limits: Limits): ConnectError {
  if (refusal === "concurrency") {
    const value = limits.maxConcurrentCalls;
    const sentence = `${value} calls of this deployment are in flight already`;
    return withRetry(beyondLimit("CONCURRENCY_LIMIT", sentence, "maxConcurrentCalls", value), 1_000);
  }
  const { queueLimit } = settings;
  const own = queueLimit !== undefined && queueLimit <= limits.maxQueuedCalls;
  const value = own ? queueLimit : limits.maxQueuedCalls;
  const sentence = `The queue is full: ${value} calls wait for a worker already`;
  return beyondLimit("QUEUE_LIMIT", sentence, own ? "queueLimit" : "maxQueuedCalls", value);
}

export function messageTooLarge(value: number): ConnectError {
  return beyondLimit(
    "MESSAGE_LIMIT",
    `A request message is larger than ${value} bytes`,
    "maxMessageBytes",
    value,
  );
}

export function responseTooLarge(
  limit: "maxResponseBytes" | "maxStreamMessages",
  value: number,
): ConnectError {
  const unit = limit === "maxResponseBytes" ? "bytes" : "messages";
  return beyondLimit("RESPONSE_LIMIT", `The response is more than ${value} ${unit}`, limit, value);
}

export function deadlinePassed(limit: "unaryDeadlineMs" | "streamDeadlineMs", value: number): ConnectError {
  const sentence = `The call was not over after ${value} ms (limit ${limit}).`;
  return failure(Code.DeadlineExceeded, "DEADLINE_LIMIT", sentence, { limit, value: String(value) });
}

export function shuttingDown(): ConnectError {
  return withRetry(failure(Code.Unavailable, "SHUTTING_DOWN", "The server is shutting down."), 1_000);
}

export function internalFault(): ConnectError {
  return failure(Code.Internal, "INTERNAL_FAULT", "Something failed on our side.");
}

export function runnersBusy(): ConnectError {
  const sentence = "All places for running code are taken; try again in 5 seconds.";
  return withRetry(failure(Code.ResourceExhausted, "RUNNERS_BUSY", sentence), 5_000);
}

export function runnerUnavailable(): ConnectError {
  const sentence = "No process for the handlers could be started; try again in 5 seconds.";
  return withRetry(failure(Code.Unavailable, "RUNNER_UNAVAILABLE", sentence), 5_000);
}

export function coolingDown(stop: Stop | null, afterMs: number): ConnectError {
  const seconds = Math.ceil(afterMs / 1000);
  const why = stop === null ? "it threw while loading" : describeStop(stop);
  const sentence = `The handlers failed three times within a minute; they rest for ${seconds} s more. Last time ${why}.`;
  return withRetry(
    failure(Code.Unavailable, "COOLING_DOWN", sentence, stop === null ? {} : stopMetadata(stop)),
    afterMs,
  );
}

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
      return runnersBusy();
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
      return `the handler used more than ${limitValue} MB of memory (limit ${limit})`;
    case "outputLimit":
      return `the handler sent or logged more than ${limitValue} bytes (limit ${limit})`;
    case "cpuLimit":
      return `the handlers used more than their share of the processor: ${limitValue} (limit ${limit})`;
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
