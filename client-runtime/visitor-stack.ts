import type { SourceMapper } from "#lib/source/source-map.ts";
import { visitorScheme } from "./visitor-modules.ts";

/** A stack frame in the visitor's own source, 1-based. */
export type VisitorFrame = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
};

type Mappers = ReadonlyMap<string, SourceMapper>;

/** `at async allAtOnce (…` in Chromium; `allAtOnce@…` in Firefox and Safari. */
const functionNames = [/^\s*at (?:async )?(.+?) \(/, /^(?:async\*)?(.*?)@/];
const compiled = new RegExp(`${visitorScheme}([^\\s()]+)\\.ts:(\\d+):(\\d+)`);
/** What `mapStacks` made of it. */
const mapped = /(?:\(|@|^\s*at (?:async )?)([^()\n]+)\.ts:(\d+):(\d+)\)?$/;

/** The visitor's frames of an error's stack, in their own lines. */
export function readVisitorStack(error: unknown, mappers: Mappers): VisitorFrame[] {
  return readStack(error)
    .split("\n")
    .flatMap((text) => readFrame(text, mappers) ?? []);
}

function readStack(error: unknown): string {
  try {
    return typeof error === "object" && error !== null && "stack" in error ? String(error.stack) : "";
  } catch {
    return "";
  }
}

function readFrame(text: string, mappers: Mappers): VisitorFrame | undefined {
  const [, url, row, column] = compiled.exec(text) ?? [];
  if (url !== undefined) {
    const path = decodeURI(url);
    const position = mappers.get(path)?.(Number(row), Number(column));
    return position && { path: `${path}.ts`, ...position, functionName: functionNameOf(text) };
  }
  const [, own = "", line, ownColumn] = mapped.exec(text) ?? [];
  if (!mappers.has(own)) return undefined;
  return {
    path: `${own}.ts`,
    line: Number(line),
    column: Number(ownColumn),
    functionName: functionNameOf(text),
  };
}

/** `allAtOnce (client.ts:12:17)`. */
export function formatFrame({ path, line, column, functionName }: VisitorFrame): string {
  const where = `${path}:${line}:${column}`;
  return functionName === "" ? where : `${functionName} (${where})`;
}

function functionNameOf(text: string): string {
  const name =
    functionNames.map((pattern) => pattern.exec(text)?.[1]).find((found) => found !== undefined) ?? "";
  // What belongs to the compiler's output or to none of the visitor's functions.
  return /^(eval|Object\.<anonymous>|<anonymous>)$/.test(name) ? "" : name.replace(/^(Object|Module)\./, "");
}
