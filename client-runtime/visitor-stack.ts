import type { SourceMapper } from "#lib/source/source-map.ts";
import { visitorScheme } from "./visitor-modules.ts";

/** A stack frame in the visitor's own source, 1-based. */
export type VisitorFrame = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
};

const place = new RegExp(`${visitorScheme}([^\\s()]+)\\.ts:(\\d+):(\\d+)`);
/** `at async allAtOnce (…` in Chromium; `allAtOnce@…` in Firefox and Safari. */
const functionNames = [/^\s*at (?:async )?(.+?) \(/, /^(?:async\*)?(.*?)@/];

/** The visitor's frames of an error's stack, in their own lines. */
export function readVisitorStack(error: unknown, mappers: ReadonlyMap<string, SourceMapper>): VisitorFrame[] {
  const stack = typeof error === "object" && error !== null && "stack" in error ? String(error.stack) : "";
  return stack.split("\n").flatMap((text) => {
    const found = place.exec(text);
    if (found === null) return [];
    const path = decodeURI(found[1] ?? "");
    const position = mappers.get(path)?.(Number(found[2]), Number(found[3]));
    if (position === undefined) return [];
    return [{ path: `${path}.ts`, ...position, functionName: functionNameOf(text) }];
  });
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
