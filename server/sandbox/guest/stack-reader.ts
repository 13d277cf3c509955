import { SourceMap, type SourceMapPayload } from "node:module";

export type StackFrame = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly functionName: string;
};

/** Turns V8's stack text into the visitor's own frames. Frames of the runtime and of libraries are left out. */
export type StackReader = {
  add(path: string, sourceMap: string): void;
  /** Also those of a text that `text` made. */
  frames(stack: string): StackFrame[];
  /** The frames as V8 writes them, each in the visitor's own file and line. */
  text(stack: string): string;
};

export const programScheme = "program:";
const maxFrames = 20;
const maxNameChars = 200;
/** `    at async name (program:gen/greet_pb:12:5)`, the name and its parentheses may be missing. */
const framePattern = /^(\s+at (?:(?:async |new )*(.*?) \()?(?:async )?)program:([^\n]*):(\d+):(\d+)(\)?)$/;
/** The same in the visitor's file: `    at async name (gen/greet_pb.js:12:5)`. */
const ownPattern = /^\s+at (?:(?:async |new )*(.*?) \()?(?:async )?([^\n]*)\.(?:ts|js):(\d+):(\d+)\)?$/;

type Place = { readonly file: string; readonly line: number; readonly column: number };

export function createStackReader(): StackReader {
  const maps = new Map<string, SourceMap | null>();

  /** null: not in a module of the program, or in code that has no source. */
  const toPlace = (path: string, row: number, column: number): Place | null => {
    const map = maps.get(path);
    if (map === undefined) return null;
    if (map === null) return { file: `${path}.js`, line: row, column };
    const entry = map.findEntry(row - 1, column - 1);
    if (!("originalLine" in entry)) return null;
    return { file: `${path}.ts`, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
  const toFrame = (text: string): StackFrame | null => {
    const [, , name = "", path = "", row, column] = framePattern.exec(text) ?? [];
    if (path !== "") return frameOf(toPlace(path, Number(row), Number(column)), name);
    const [, ownName = "", own = "", line, ownColumn] = ownPattern.exec(text) ?? [];
    if (!maps.has(own)) return null;
    const file = maps.get(own) === null ? `${own}.js` : `${own}.ts`;
    return frameOf({ file, line: Number(line), column: Number(ownColumn) }, ownName);
  };

  return {
    add(path, sourceMap) {
      maps.set(path, sourceMap === "" ? null : new SourceMap(JSON.parse(sourceMap) as SourceMapPayload));
    },
    frames(stack) {
      const found: StackFrame[] = [];
      for (const line of stack.split("\n")) {
        const frame = toFrame(line);
        if (frame !== null) found.push(frame);
        if (found.length === maxFrames) break;
      }
      return found;
    },
    text(stack) {
      let text = "";
      for (const line of stack.split("\n")) {
        const [, head = "", , path = "", row, column, end = ""] = framePattern.exec(line) ?? [];
        const place = path === "" ? null : toPlace(path, Number(row), Number(column));
        if (place !== null) text += `\n${head}${place.file}:${place.line}:${place.column}${end}`;
      }
      return text;
    },
  };
}

function frameOf(place: Place | null, name: string): StackFrame | null {
  if (place === null) return null;
  const functionName = name.replace(/^Object\.(?=<?[\w$])/, "").slice(0, maxNameChars);
  return { path: place.file, line: place.line, column: place.column, functionName };
}
