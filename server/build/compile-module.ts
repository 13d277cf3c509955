import * as esbuild from "esbuild";
import { fail, ok, type Result } from "#lib/result.ts";
import { endOfToken } from "#lib/source/end-of-token.ts";
import { toUtf16Column } from "#lib/source/utf16-column.ts";
import { fileStart, type ModuleProblem } from "./module-facts.ts";
import { type CompiledModule, maxProblems } from "./module-job.ts";

type Compilation = Result<CompiledModule, readonly ModuleProblem[]>;

const timeoutMs = 5_000;
const timedOut = Symbol("timed out");

/**
 * One TypeScript file to CommonJS (ES2022) with a source map to `path`. Nothing is resolved or bundled, so no import
 * makes the compiler read a file. Rejects when the text keeps the compiler too long, or ends it twice. How much the
 * compiler says of a text has no bound: this belongs in a thread that can be ended (`module-compiler.ts`).
 */
export async function compileModule(path: string, content: string): Promise<Compilation> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const outcome = await transform(path, content);
    if (outcome !== timedOut && outcome !== undefined) return outcome;
    await esbuild.stop();
    if (outcome === timedOut) break;
  }
  throw new Error("the compiler did not answer");
}

/** Undefined: the service died, of this text or before it came. */
async function transform(path: string, content: string): Promise<Compilation | typeof timedOut | undefined> {
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
    const { errors } = error as Partial<esbuild.TransformFailure>;
    return errors && fail(errors.slice(0, maxProblems).map((message) => toProblem(message, content)));
  } finally {
    clearTimeout(timer);
  }
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
function toProblem({ text, location }: esbuild.Message, content: string): ModuleProblem {
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
