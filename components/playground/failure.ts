import type { Diagnostic } from "#lib/gen/playground/v1/source_pb.ts";
import type { RunRecord } from "#lib/record/run-record.ts";

/** Why a run did not do what the visitor wanted. Each kind has its own words and its own advice. */
export type Failure =
  | { readonly kind: "compile"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "load"; readonly message: string; readonly stack: readonly string[] }
  | {
      readonly kind: "handlerThrew";
      readonly message: string;
      readonly stack: readonly string[];
      readonly code: number | null;
    }
  | { readonly kind: "clientThrew"; readonly message: string; readonly stack: readonly string[] }
  | { readonly kind: "limit"; readonly reason: LimitReason; readonly limit: string; readonly value: number }
  | { readonly kind: "crashed" }
  | { readonly kind: "busy"; readonly seconds: number }
  | { readonly kind: "lostConnection" }
  | { readonly kind: "invalid"; readonly message: string }
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
    case "threw":
      return { kind: "clientThrew", message: outcome.message, stack: outcome.stack };
    case "limit":
      return { kind: "limit", reason: "runTime", limit: outcome.limit, value: outcome.value };
    case "lostConnection":
      return { kind: "lostConnection" };
    default:
      return null;
  }
}
