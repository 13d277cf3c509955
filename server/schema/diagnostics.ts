import { create } from "@bufbuild/protobuf";
import type { DiagnosticReason } from "#lib/failure-reasons.ts";
import { type Diagnostic, DiagnosticSchema, Severity } from "#lib/gen/playground/v1/source_pb.ts";
import { endOfToken } from "#lib/source/end-of-token.ts";
import { toUtf16Column } from "#lib/source/utf16-column.ts";
import type { ProtoText } from "./run-buf.ts";

/** More are of no use to anybody; the first ones usually cause the rest. */
const maxDiagnostics = 100;
const maxMessageLength = 1_000;

/** One line of `--error-format=json`. Lines and columns are 1-based, columns count UTF-8 bytes, the end is exclusive. */
type BufComplaint = {
  readonly path?: unknown;
  readonly start_line?: unknown;
  readonly start_column?: unknown;
  readonly end_line?: unknown;
  readonly end_column?: unknown;
  readonly message?: unknown;
};

/** What buf said on stderr, in the columns of editors. Lines that are no complaint about a file are left out. */
export function parseComplaints(
  stderr: string,
  files: readonly ProtoText[],
  severity: Severity,
): Diagnostic[] {
  const linesByPath = new Map(files.map((file) => [file.path, file.content.split("\n")]));
  const found = new Map<string, Diagnostic>();
  for (const line of stderr.split("\n")) {
    if (found.size >= maxDiagnostics) break;
    const complaint = parseComplaint(line);
    if (complaint === undefined || typeof complaint.message !== "string") continue;
    const path = typeof complaint.path === "string" ? complaint.path : "";
    const diagnostic = toDiagnostic(
      path,
      complaint,
      complaint.message,
      linesByPath.get(path) ?? [],
      severity,
    );
    found.set(`${path}:${diagnostic.startLine}:${diagnostic.startColumn}:${diagnostic.message}`, diagnostic);
  }
  return [...found.values()];
}

/** A problem with a whole file: marks the first token of its first line. */
export function wholeFile(path: string, message: string, reason: DiagnosticReason | "" = ""): Diagnostic {
  return { ...toDiagnostic(path, {}, message, [], Severity.ERROR), reason };
}

function parseComplaint(line: string): BufComplaint | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as BufComplaint;
  } catch {
    return undefined; // Cut off in the middle.
  }
}

function toDiagnostic(
  path: string,
  complaint: BufComplaint,
  message: string,
  lines: readonly string[],
  severity: Severity,
): Diagnostic {
  const startLine = Math.max(1, toNumber(complaint.start_line));
  const endLine = Math.max(startLine, toNumber(complaint.end_line));
  const startColumn = columnIn(lines, startLine, toNumber(complaint.start_column));
  const endColumn = columnIn(lines, endLine, toNumber(complaint.end_column));
  const isEmpty = startLine === endLine && endColumn <= startColumn;
  return create(DiagnosticSchema, {
    path,
    startLine,
    startColumn,
    endLine,
    endColumn: isEmpty ? endOfToken(lines[startLine - 1] ?? "", startColumn) : endColumn,
    severity,
    message: message.slice(0, maxMessageLength),
    source: "buf",
  });
}

function columnIn(lines: readonly string[], line: number, byteColumn: number): number {
  return toUtf16Column((lines[line - 1] ?? "").replace(/\r$/, ""), Math.max(1, byteColumn));
}

function toNumber(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) ? value : 0;
}
