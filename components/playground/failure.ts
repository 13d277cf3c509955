import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import type { SentReason } from "#lib/i18n/format-reason.ts";
import type { AttemptDetail, RunRecord } from "#lib/record/run-record.ts";
import { clientFile } from "./source-files.ts";

/** Why a run did not do what the visitor wanted. Each kind has its own words and its own advice. */
export type Failure =
  | { readonly kind: "compile"; readonly diagnostics: readonly Diagnostic[] }
  /** `server.ts` threw while it loaded; or, with a reason, was stopped. */
  | {
      readonly kind: "load";
      readonly message: string;
      readonly stack: readonly string[];
      readonly reason: SentReason | null;
    }
  | {
      readonly kind: "handlerThrew";
      readonly message: string;
      readonly stack: readonly string[];
      readonly code: number | null;
    }
  /** With a reason: nobody caught what the gateway answered to a call. */
  | {
      readonly kind: "clientThrew";
      readonly message: string;
      readonly stack: readonly string[];
      readonly reason: SentReason | null;
    }
  | { readonly kind: "limit"; readonly reason: LimitReason; readonly limit: string; readonly value: number }
  | { readonly kind: "crashed" }
  | { readonly kind: "busy"; readonly seconds: number; readonly reason: SentReason | null }
  | { readonly kind: "lostConnection" }
  | { readonly kind: "invalid"; readonly message: string; readonly reason: SentReason | null }
  | { readonly kind: "frame" }
  | { readonly kind: "ours"; readonly incident: string };

export type LimitReason = "timeLimit" | "memoryLimit" | "outputLimit" | "cpuLimit" | "runTime";

const limitReasons = new Set<string>(["timeLimit", "memoryLimit", "outputLimit", "cpuLimit"]);

/** What went wrong in a run that did start, read from its record; the first cause wins over its consequences. */
export function failureOfRecord(record: RunRecord): Failure | null {
  const stop = record.runnerEvents.find((event) => event.state === "stopped");
  if (stop !== undefined && limitReasons.has(stop.reason)) {
    return { kind: "limit", reason: stop.reason as LimitReason, limit: stop.limit, value: stop.limitValue };
  }
  if (stop?.reason === "crashed" || stop?.reason === "protocolViolation") return { kind: "crashed" };

  const thrown = record.logs.find(
    (entry) =>
      entry.source === "server" &&
      entry.level === "error" &&
      entry.stack.length > 0 &&
      entry.attempt !== null,
  );
  if (thrown !== undefined && thrown.attempt !== null) {
    const code = record.attempts.status[thrown.attempt] ?? null;
    if (code !== 0) return { kind: "handlerThrew", message: thrown.text, stack: thrown.stack, code };
  }
  const { outcome } = record.header;
  switch (outcome.kind) {
    case "threw": {
      const cause = causeOf(outcome.message, record);
      // Where the stack was lost on the way through a promise, the line that made the call is still known.
      const line = cause?.line === undefined ? [] : [`${clientFile}:${cause.line}`];
      return {
        kind: "clientThrew",
        message: outcome.message,
        stack: outcome.stack.length > 0 ? outcome.stack : line,
        reason: outcome.refusal ?? cause?.refusal ?? null,
      };
    }
    case "limit":
      return {
        kind: "limit",
        reason: limitReason(outcome.limit),
        limit: outcome.limit,
        value: outcome.value,
      };
    case "lostConnection":
      return { kind: "lostConnection" };
    default:
      return null;
  }
}

/** In the backend an experiment can run into every limit of a runner. */
function limitReason(limit: string): LimitReason {
  if (limit === "turnMs") return "timeLimit";
  if (limit === "memoryMb" || limit === "processMemoryMb") return "memoryLimit";
  if (limit.startsWith("cpu")) return "cpuLimit";
  return limit === "maxMessageBytes" || limit === "maxResponseBytes" ? "outputLimit" : "runTime";
}

/** The last call whose error the experiment did not catch. */
function causeOf(message: string, { attempts, details }: RunRecord): AttemptDetail | null {
  for (let row = attempts.length - 1; row >= 0; row -= 1) {
    const detail = details.get(row);
    const said = detail?.errorMessage ?? "";
    if (said !== "" && attempts.status[row] !== 0 && message.includes(said)) return detail ?? null;
  }
  return null;
}
