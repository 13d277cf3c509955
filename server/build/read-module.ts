import { type ParserOptions, parse } from "@babel/parser";
import { listExperiments } from "./list-experiments.ts";
import { listImports } from "./list-imports.ts";
import { listUnsupported } from "./list-unsupported.ts";
import { fileStart, type ModuleFacts, type ModuleProblem } from "./module-facts.ts";
import { isTooDeep } from "./syntax-depth.ts";

const options: ParserOptions = {
  sourceType: "module",
  plugins: ["typescript", "decorators", "explicitResourceManagement"],
  errorRecovery: true,
  attachComment: true,
};

const tooDeep: ModuleProblem = {
  message: "This code is nested too deeply.",
  range: fileStart,
  reason: "CODE_TOO_COMPLEX",
};

/**
 * Reads a TypeScript module's imports and experiments. Never throws; but hostile text can make it run for minutes, so
 * it belongs in a thread that can be ended (`module-compiler.ts`).
 */
export function readModule(content: string): ModuleFacts {
  const nothing = { imports: [], experiments: [], unsupported: [] };
  try {
    const file = parse(content, options);
    if (isTooDeep(file.program)) return { ...nothing, problems: [tooDeep], isHostile: true };
    return {
      imports: listImports(file.program),
      experiments: listExperiments(file.program),
      unsupported: listUnsupported(file.program),
      // What the parser could recover from is for the compiler to judge.
      problems: [],
      isHostile: false,
    };
  } catch (error) {
    // The parser descends once per level of nesting, so that its stack ends first.
    if (error instanceof RangeError) return { ...nothing, problems: [tooDeep], isHostile: true };
    return { ...nothing, unsupported: listJsx(content), problems: [toProblem(error)], isHostile: false };
  }
}

/** The elements of a text that would be fine if it were TSX. */
function listJsx(content: string): ModuleProblem[] {
  if (!/<\/|\/>/.test(content)) return [];
  try {
    const { program } = parse(content, { ...options, plugins: [...(options.plugins ?? []), "jsx"] });
    return isTooDeep(program) ? [] : listUnsupported(program);
  } catch {
    return [];
  }
}

/** Babel appends the position to its message: `Unexpected token (3:14)`. */
function toProblem(error: unknown): ModuleProblem {
  const text = error instanceof Error ? error.message : String(error);
  const message = text.replace(/ \(\d+:\d+\)$/, "").slice(0, 1_000);
  const { loc } = error as { loc?: { line?: unknown; column?: unknown } };
  if (typeof loc?.line !== "number" || typeof loc.column !== "number") return { message, range: fileStart };
  const startColumn = loc.column + 1;
  return { message, range: { startLine: loc.line, startColumn, endLine: loc.line, endColumn: startColumn } };
}
