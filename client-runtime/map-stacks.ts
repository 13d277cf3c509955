import type { SourceMapper } from "#lib/source/source-map.ts";
import { visitorScheme } from "./visitor-modules.ts";

type Mappers = ReadonlyMap<string, SourceMapper>;
type Prepare = (error: unknown, frames: readonly unknown[]) => unknown;
type V8Error = { prepareStackTrace?: unknown };

const compiled = new RegExp(`${visitorScheme}([^\\s()]+)\\.ts:(\\d+):(\\d+)`, "g");

/** Our own reading of a stack does not pass through what the visitor put in the way. */
let isReading = false;

/**
 * From now on `error.stack` shows the visitor's own files and lines. In browsers with V8 that is
 * `Error.prepareStackTrace`, which is asked when a stack is read for the first time and which the visitor may replace;
 * in Firefox the getter all errors share. Elsewhere stacks stay as they are, and only the console maps them.
 */
export function mapStacks(mappers: Mappers): void {
  if ("captureStackTrace" in Error && "stackTraceLimit" in Error) mapPrepared(mappers);
  else mapGetter(mappers);
}

function mapPrepared(mappers: Mappers): void {
  let ofVisitor: Prepare | undefined;
  const prepare: Prepare = (error, frames) => {
    const lines = frames.map(String).filter((frame) => frame.includes(visitorScheme));
    return headOf(error) + lines.map((line) => `\n    at ${mapLine(line, mappers)}`).join("");
  };
  Object.defineProperty(Error as V8Error, "prepareStackTrace", {
    get: () => (ofVisitor === undefined || isReading ? prepare : ofVisitor),
    set: (value: unknown) => {
      ofVisitor = typeof value === "function" && value !== prepare ? (value as Prepare) : undefined;
    },
    configurable: false,
  });
}

/** The stack of the place where it is called. */
export function stackHere(): { readonly stack: unknown } {
  isReading = true;
  try {
    const { stack } = new Error();
    return { stack };
  } finally {
    isReading = false;
  }
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}

function mapGetter(mappers: Mappers): void {
  const own = Object.getOwnPropertyDescriptor(Error.prototype, "stack");
  if (own?.get === undefined) return;
  const { get } = own;
  Object.defineProperty(Error.prototype, "stack", {
    ...own,
    get(this: unknown) {
      const stack: unknown = get.call(this);
      if (typeof stack !== "string") return stack;
      const lines = stack.split("\n").filter((line) => line.includes(visitorScheme));
      return lines.map((line) => `${mapLine(line, mappers)}\n`).join("");
    },
  });
}

function mapLine(text: string, mappers: Mappers): string {
  return text.replace(compiled, (whole, url: string, row: string, column: string) => {
    const path = decodeURI(url);
    const position = mappers.get(path)?.(Number(row), Number(column));
    return position === undefined ? whole : `${path}.ts:${position.line}:${position.column}`;
  });
}
