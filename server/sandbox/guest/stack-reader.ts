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
  frames(stack: string): StackFrame[];
};

export const programScheme = "program:";
const maxFrames = 20;
const maxNameChars = 200;
/** `    at async name (program:gen/greet_pb:12:5)`, the name and its parentheses may be missing. */
const framePattern = /^\s+at (?:(?:async |new )*(.*?) \()?(?:async )?program:([^\n]*):(\d+):(\d+)\)?$/;

export function createStackReader(): StackReader {
  const maps = new Map<string, SourceMap | null>();

  const toFrame = (line: string): StackFrame | null => {
    const match = framePattern.exec(line);
    const path = match?.[2];
    if (match === null || path === undefined || !maps.has(path)) return null;
    const functionName = (match[1] ?? "").replace(/^Object\.(?=<?[\w$])/, "").slice(0, maxNameChars);
    const row = Number(match[3]);
    const column = Number(match[4]);
    const map = maps.get(path);
    if (map === null || map === undefined) return { path: `${path}.js`, line: row, column, functionName };
    const place = map.findEntry(row - 1, column - 1);
    if (!("originalLine" in place)) return null;
    return {
      path: `${path}.ts`,
      line: place.originalLine + 1,
      column: place.originalColumn + 1,
      functionName,
    };
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
  };
}
