import { create } from "@bufbuild/protobuf";
import type { DiagnosticReason } from "#lib/failure-reasons.ts";
import { type Diagnostic, DiagnosticSchema, Severity } from "#lib/gen/playground/v1/source_pb.ts";
import type { Stop, VisitorError, VisitorFrame } from "#server/sandbox/sandbox.ts";

export function missingFile(path: string): Diagnostic {
  return atStartOf(path, `There is no ${path}.`, "FILE_MISSING", { path });
}

/** What `server.ts` threw while it loaded, at the visitor's own line. */
export function threwWhileLoading({ name, message, frames }: VisitorError): Diagnostic {
  const top = frames[0];
  const said = message === "" ? name : `${name}: ${message}`;
  if (top === undefined) return atStartOf("server.ts", said);
  return create(DiagnosticSchema, {
    path: top.path,
    startLine: top.line,
    startColumn: top.column,
    endLine: top.line,
    endColumn: top.column + 1,
    severity: Severity.ERROR,
    message: said,
    source: "handler",
    stack: frames.map(stackLine),
  });
}

/** A limit that was hit while loading: its name in the limits page, and its value. */
export function stoppedWhileLoading({ reason, limit, limitValue }: Stop): Diagnostic {
  const named = limit === "" ? "" : ` (${limit}: ${limitValue})`;
  const values: Record<string, string> =
    limit === "" ? { stop: reason } : { stop: reason, limit, value: String(limitValue) };
  const sentence = `Stopped while it was loading: ${words[reason]}${named}.`;
  return atStartOf("server.ts", sentence, "STOPPED_WHILE_LOADING", values);
}

const words: Readonly<Record<Stop["reason"], string>> = {
  timeLimit: "time limit",
  memoryLimit: "memory limit",
  outputLimit: "output limit",
  cpuLimit: "processor limit",
  crashed: "the process ended by itself",
  protocolViolation: "the process sent what the server does not understand",
  idle: "idle",
  shutdown: "shutdown",
};

function stackLine({ functionName, path, line, column }: VisitorFrame): string {
  const place = `${path}:${line}:${column}`;
  return functionName === "" ? `at ${place}` : `at ${functionName} (${place})`;
}

function atStartOf(
  path: string,
  message: string,
  reason: DiagnosticReason | "" = "",
  values: Readonly<Record<string, string>> = {},
): Diagnostic {
  const position = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };
  return create(DiagnosticSchema, {
    path,
    ...position,
    severity: Severity.ERROR,
    message,
    source: "handler",
    reason,
    values: { ...values },
  });
}
