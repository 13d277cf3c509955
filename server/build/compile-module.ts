import type * as Esbuild from "esbuild";
import { createLru } from "#lib/lru.ts";
import { fail, ok, type Result } from "#lib/result.ts";
import { endOfToken } from "#lib/source/end-of-token.ts";
import { toUtf16Column } from "#lib/source/utf16-column.ts";
import { loadEsbuild } from "./esbuild-walls.ts";
import { fileStart, type ModuleProblem } from "./module-facts.ts";

export type CompiledModule = { readonly code: string; readonly sourceMap: string };
type Compilation = Result<CompiledModule, readonly ModuleProblem[]>;

const timeoutMs = 5_000;
const timedOut = Symbol("timed out");

/** In characters. */
const known = createLru<string, Compilation>(8 * 1024 * 1024, (key, result) =>
  result.ok ? key.length + result.value.code.length + result.value.sourceMap.length : key.length + 1_000,
);
/** Counts the services started, so that of many callers whose service died only one starts the next. */
let service = 0;
let loading: Promise<typeof Esbuild> | undefined;

function loaded(): Promise<typeof Esbuild> {
  loading ??= loadEsbuild();
  return loading;
}

/**
 * One TypeScript file to CommonJS (ES2022) with a source map to `path`. Nothing is resolved or bundled, so no import
 * makes the compiler read a file. The compiler is one process for everybody: should a text end it, or keep it too long,
 * the others' files are compiled again by the next one.
 */
export async function compileModule(path: string, content: string): Promise<Compilation> {
  const key = `${path}\0${content}`;
  const compiled = known.get(key);
  if (compiled !== undefined) return compiled;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const started = service;
    const outcome = await transform(path, content);
    if (outcome !== timedOut && outcome !== undefined) {
      known.set(key, outcome);
      return outcome;
    }
    await restart(started);
    if (outcome === timedOut) break;
  }
  return fail([
    { message: "This code is too complex to compile.", range: fileStart, reason: "CODE_TOO_COMPLEX" },
  ]);
}

/** Undefined: the service died. */
async function transform(path: string, content: string): Promise<Compilation | typeof timedOut | undefined> {
  const esbuild = await loaded();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<typeof timedOut>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, timedOut);
  });
  const compiling = esbuild.transform(content, {
    loader: "ts",
    format: "cjs",
    target: "es2022",
    // Neither the isolate nor the visitor's worker has a loader of modules: an `import()` is our `require`, later.
    supported: { "dynamic-import": false },
    sourcefile: path,
    sourcemap: "external",
    sourcesContent: false,
    logLevel: "silent",
    // A visitor's import of a type without the word `type` is no mistake.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: false, useDefineForClassFields: true } },
  });
  compiling.catch(() => {}); // Stopped after the time was up.
  try {
    const result = await Promise.race([compiling, tooLong]);
    return result === timedOut ? timedOut : ok({ code: result.code, sourceMap: result.map });
  } catch (error) {
    const { errors } = error as Partial<Esbuild.TransformFailure>;
    return errors === undefined ? undefined : fail(errors.map((message) => toProblem(message, content)));
  } finally {
    clearTimeout(timer);
  }
}

async function restart(died: number): Promise<void> {
  if (died !== service) return;
  service += 1;
  await (await loaded()).stop();
}

/** The compiler speaks of its own options where a visitor has none. */
function toPlainWords(text: string): string {
  return text
    .slice(0, 1_000)
    .replace(
      / (?:is )?(?:currently )?not (?:supported|available) with the "cjs" output format.*$/,
      " is not available",
    )
    .replace(/ in the configured target environment(?: \([^)]*\))?/, " here")
    .replace(/:$/, "");
}

/** esbuild counts lines from 1, and columns in UTF-8 bytes from 0. */
function toProblem({ text, location }: Esbuild.Message, content: string): ModuleProblem {
  const message = toPlainWords(text);
  if (location === null) return { message, range: fileStart };
  const line = content.split(/\r\n|[\n\r\u2028\u2029]/)[location.line - 1] ?? "";
  const startColumn = toUtf16Column(line, location.column + 1);
  const endColumn = toUtf16Column(line, location.column + location.length + 1);
  return {
    message,
    range: {
      startLine: location.line,
      startColumn,
      endLine: location.line,
      endColumn: endColumn > startColumn ? endColumn : endOfToken(line, startColumn),
    },
  };
}
