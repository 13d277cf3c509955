import type { Diagnostic, Severity } from "#lib/gen/playground/v1/source_pb.ts";

/** A place in a file, 1-based; columns count UTF-16 code units. */
export type CodePosition = { readonly path: string; readonly line: number; readonly column: number };

/** One thing that is wrong in a visitor's file, whoever says so. The end is exclusive. */
export type Problem = CodePosition & {
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: "error" | "warning";
  /** The tool's own words, in English. */
  readonly message: string;
  /** `typescript`, `buf`, `esbuild`, `handler`. */
  readonly source: string;
  /** The visitor's own stack, one frame an entry; empty unless code threw. */
  readonly stack: readonly string[];
};

/** The generated enum as a value would bring the protobuf runtime into the page's first scripts. */
const warning: typeof Severity.WARNING = 2;

/** A server's diagnostic as a problem. A place the tool did not know (line 0) becomes the start of the file. */
export function toProblem(diagnostic: Diagnostic): Problem {
  const line = Math.max(1, diagnostic.startLine);
  const column = Math.max(1, diagnostic.startColumn);
  const endLine = Math.max(line, diagnostic.endLine);
  // An empty range would be invisible: it grows by one character.
  const endColumn = Math.max(endLine === line ? column + 1 : 1, diagnostic.endColumn);
  return {
    path: diagnostic.path,
    line,
    column,
    endLine,
    endColumn,
    severity: diagnostic.severity === warning ? "warning" : "error",
    message: diagnostic.message,
    source: diagnostic.source,
    stack: diagnostic.stack,
  };
}

/**
 * All problems in reading order: file by file as the tabs stand, errors of a line before its warnings. What esbuild
 * says of a line that TypeScript already complains about is left out: it is the same mistake.
 */
export function listProblems(
  paths: readonly string[],
  fromServer: readonly Problem[],
  fromTypescript: readonly Problem[],
): Problem[] {
  const typed = new Set(
    fromTypescript.filter((p) => p.severity === "error").map((p) => `${p.path}:${p.line}`),
  );
  const rest = fromServer.filter((p) => !(p.source === "esbuild" && typed.has(`${p.path}:${p.line}`)));
  const rank = (path: string) => (paths.indexOf(path) + paths.length + 1) % (paths.length + 1);
  const order = (a: Problem, b: Problem) =>
    rank(a.path) - rank(b.path) ||
    a.line - b.line ||
    Number(a.severity === "warning") - Number(b.severity === "warning") ||
    a.column - b.column;
  return [...rest, ...fromTypescript].sort(order);
}
