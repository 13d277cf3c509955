import { create } from "@bufbuild/protobuf";
import { type Diagnostic, DiagnosticSchema, Severity } from "#lib/gen/playground/v1/source_pb.ts";
import { resolveImport, toModulePath } from "#lib/source/resolve-import.ts";
import { explainMissing } from "./explain-missing.ts";
import { compileSafely } from "./module-compiler.ts";
import { fileStart, type ModuleFacts, type ModuleProblem, type Range } from "./module-facts.ts";
import { maxProblems } from "./module-job.ts";

export type SourceText = { readonly path: string; readonly content: string };

export type BuiltModule = {
  /** `client`, `gen/greet_pb`. */
  readonly path: string;
  /** CommonJS. */
  readonly code: string;
  /** Version 3, to the visitor's own file; empty for generated code. */
  readonly sourceMap: string;
};

export type Collection = {
  readonly modules: readonly BuiltModule[];
  /** Of the entry. */
  readonly facts: ModuleFacts | undefined;
  /** The first ones. */
  readonly diagnostics: readonly Diagnostic[];
};

/**
 * The modules that `entry` reaches, each compiled, and the mistakes on the way. Generated `.js` is CommonJS already
 * and taken as it is. Packages outside `packages` are mistakes; a visitor's mistake never throws.
 */
export async function collectModules(options: {
  readonly entry: string;
  readonly files: readonly SourceText[];
  readonly generated: readonly SourceText[];
  readonly packages: ReadonlySet<string>;
}): Promise<Collection> {
  const { packages } = options;
  const own = options.files.filter(({ path }) => path.endsWith(".ts") && !path.endsWith(".d.ts"));
  const sources = new Map([...own, ...options.generated].map((file) => [toModulePath(file.path), file]));
  const generated = new Set(options.generated.map((file) => toModulePath(file.path)));
  const collection = { modules: [] as BuiltModule[], diagnostics: [] as Diagnostic[] };
  const waiting = [options.entry];
  const seen = new Set(waiting);
  let facts: ModuleFacts | undefined;
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (collection.diagnostics.length >= maxProblems) break;
    const file = sources.get(at);
    if (file === undefined) {
      collection.diagnostics.push({
        ...diagnose(`${at}.ts`, { message: `There is no ${at}.ts.`, range: fileStart }, "imports"),
        reason: "FILE_MISSING",
        values: { path: `${at}.ts` },
      });
      continue;
    }
    const read = await readFile(file, generated.has(at));
    if (at === options.entry) facts = read.facts;
    collection.diagnostics.push(...read.diagnostics);
    if (read.module !== undefined) collection.modules.push(read.module);
    const targets = read.facts.imports.map((one) => ({
      ...one,
      target: resolveImport(one.specifier, at, sources, packages),
    }));
    for (const { specifier, range, target } of targets) {
      if (target !== undefined || collection.diagnostics.length >= maxProblems) continue;
      const message = explainMissing(specifier, { importer: at, modules: [...sources.keys()], packages });
      collection.diagnostics.push(diagnose(file.path, { message, range }, "imports"));
    }
    const reached = targets.flatMap(({ target }) => (target?.kind === "module" ? [target.path] : []));
    waiting.push(...reached.filter((path) => !seen.has(path) && seen.add(path)));
  }
  return { ...collection, facts, diagnostics: collection.diagnostics.slice(0, maxProblems) };
}

type ReadFile = {
  readonly facts: ModuleFacts;
  readonly module?: BuiltModule;
  readonly diagnostics: readonly Diagnostic[];
};

async function readFile(file: SourceText, isGenerated: boolean): Promise<ReadFile> {
  const path = toModulePath(file.path);
  if (isGenerated && file.path.endsWith(".js")) {
    return {
      facts: requiresOf(file.content),
      module: { path, code: file.content, sourceMap: "" },
      diagnostics: [],
    };
  }
  const content = file.content.replace(/^\ufeff/, ""); // Editors show no byte order mark and count no column for it.
  const { facts, compiled } = await compileSafely({ path: file.path, content });
  const toDiagnostics = (problems: readonly ModuleProblem[]) =>
    problems.map((problem) => diagnose(file.path, problem, "esbuild"));
  const { unsupported } = facts;
  if (!compiled.ok) {
    // The compiler stumbles over what is unsupported too, in its own words.
    const others = compiled.problem.filter(
      ({ range }) => !unsupported.some((one) => covers(one.range, range)),
    );
    return { facts, diagnostics: toDiagnostics([...unsupported, ...others]) };
  }
  const module = { path, ...compiled.value, ...(isGenerated && { sourceMap: "" }) };
  // What the compiler accepts may still be beyond the parser, and then its imports are unknown.
  return { facts, module, diagnostics: toDiagnostics([...unsupported, ...facts.problems]) };
}

/** Generated CommonJS has one `require` a line, and nothing else that looks like one at the beginning of a line. */
function requiresOf(code: string): ModuleFacts {
  const found = code.matchAll(/^const \{.*\} = require\("([^"\n]+)"\);$/gm);
  const imports = [...found].map(([, specifier = ""]) => ({ specifier, range: fileStart }));
  return { imports, experiments: [], unsupported: [], problems: [], isHostile: false };
}

/** Whether the second begins on a line of the first. */
function covers(a: Range, b: Range): boolean {
  return b.startLine >= a.startLine && b.startLine <= a.endLine;
}

function diagnose(path: string, { message, range, reason }: ModuleProblem, source: string): Diagnostic {
  return create(DiagnosticSchema, {
    path,
    ...range,
    severity: Severity.ERROR,
    message,
    source,
    reason: reason ?? "",
  });
}
