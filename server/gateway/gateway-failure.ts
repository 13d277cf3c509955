import { create } from "@bufbuild/protobuf";
import { durationFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import type { GatewayReason } from "#lib/failure-reasons.ts";
import { ErrorInfoSchema, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import type { Settings } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { Limits } from "#lib/limits.ts";
import type { Refusal } from "./emulate/worker-pool.ts";
import type { TooMany } from "./start-line.ts";

type Metadata = Readonly<Record<string, string>>;

/** An error of the gateway: a code and a sentence for people, a reason and parameters for programs. */
export function failure(
  code: Code,
  reason: GatewayReason,
  sentence: string,
  metadata: Metadata = {},
): ConnectError {
  const value = create(ErrorInfoSchema, { reason, domain: "playground.v1", metadata: { ...metadata } });
  return new ConnectError(sentence, code, undefined, [{ desc: ErrorInfoSchema, value }]);
}

/** Says when to come back: as a detail, and in the headers that HTTP and gRPC clients know. */
export function withRetry(error: ConnectError, exactlyMs: number): ConnectError {
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
  const shown = toShown(id);
  return failure(Code.NotFound, "DEPLOYMENT_NOT_FOUND", `There is no deployment "${shown}".`, { id: shown });
}

export function methodUnknown(method: string, services: readonly string[]): ConnectError {
  const exist = services.length === 0 ? "It has no services" : `Its services are ${listOf(services)}`;
  const sentence = `This deployment has no method "${method}". ${exist}.`;
  return failure(Code.Unimplemented, "METHOD_UNKNOWN", sentence, { method });
}

/** In gRPC the sentence travels as a header: a schema of thousands of services must not make it one that nobody takes. */
const maxListCharacters = 500;

function listOf(names: readonly string[]): string {
  const list = names.join(", ");
  return list.length > maxListCharacters ? `${list.slice(0, maxListCharacters)} …` : list;
}

export function verbUnsupported(verb: string, allow: string): ConnectError {
  const sentence =
    verb === "GET"
      ? "Only methods without side effects are called by GET."
      : `${toShown(verb)} is not served.`;
  return failure(Code.Unknown, "HTTP_METHOD_UNSUPPORTED", sentence, { verb: toShown(verb), allow });
}

export function contentTypeUnsupported(contentType: string, served: string): ConnectError {
  const sentence = `The content type is not served; these are: ${served}, and application/grpc over HTTP/2.`;
  return failure(Code.Unknown, "CONTENT_TYPE_UNSUPPORTED", sentence, { contentType: toShown(contentType) });
}

export function httpVersionUnsupported(what: string, version: string): ConnectError {
  const sentence = `${what} needs HTTP/2, which this port speaks to clients that begin with it (prior knowledge, or TLS).`;
  return failure(Code.Unknown, "HTTP_VERSION_UNSUPPORTED", sentence, { version });
}

export function hostInvalid(): ConnectError {
  return failure(Code.InvalidArgument, "HOST_INVALID", "The Host header is missing or malformed.");
}

/** A body that is not what its content type says. */
export function messageMalformed(expected: string): ConnectError {
  return failure(Code.InvalidArgument, "MESSAGE_MALFORMED", `The body is no ${expected}.`);
}

/** A caller may put anything there; only what can stand in a sentence is said back. */
function toShown(text: string): string {
  return text.slice(0, 80).replaceAll(/[^\x21-\x7e]/g, "?");
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

export function requestTooLong(value: number): ConnectError {
  const sentence = `The request is more than ${value} messages`;
  return beyondLimit("REQUEST_LIMIT", sentence, "maxStreamMessages", value);
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

/** A handler's call that comes from too far down, or is one too many below the same call from outside. */
export function nestedTooFar(limit: "maxCallDepth" | "maxNestedCalls", value: number): ConnectError {
  return limit === "maxCallDepth"
    ? beyondLimit("CALL_DEPTH_LIMIT", `Handlers call handlers ${value} deep already`, limit, value)
    : beyondLimit("NESTED_CALLS_LIMIT", `Handlers have made ${value} calls because of one`, limit, value);
}

export function shuttingDown(): ConnectError {
  return withRetry(failure(Code.Unavailable, "SHUTTING_DOWN", "The server is shutting down."), 1_000);
}

export function internalFault(): ConnectError {
  return failure(Code.Internal, "INTERNAL_FAULT", "Something failed on our side.");
}

/** No place for one more runner: everybody's are taken, the visitor's own, or those in the line for a start. */
export function runnersBusy({ limit, value, retryAfterMs }: TooMany): ConnectError {
  const { reason, said } = busyWords(limit, value);
  const sentence = `${said}; try again in ${Math.ceil(retryAfterMs / 1_000)} s`;
  return withRetry(beyondLimit(reason, sentence, limit, value), retryAfterMs);
}

function busyWords(limit: string, value: number) {
  switch (limit) {
    case "maxRunners":
      return { reason: "RUNNERS_BUSY", said: `All ${value} places for running code are taken` } as const;
    case "maxRunnersPerVisitor":
      return {
        reason: "OWN_RUNNERS_BUSY",
        said: `You have ${value} at work, as many deployments and runs as one visitor may`,
      } as const;
    default:
      return { reason: "LINE_FULL", said: `${value} requests wait in line already` } as const;
  }
}

export function runnerUnavailable(): ConnectError {
  const sentence = "No process for the handlers could be started; try again in 5 seconds.";
  return withRetry(failure(Code.Unavailable, "RUNNER_UNAVAILABLE", sentence), 5_000);
}
