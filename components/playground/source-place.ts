import type { Failure } from "./failure.ts";

/** A place in the visitor's sources. 1-based; columns count UTF-16 units. */
export type SourcePlace = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
};

/** `sayHello (server.ts:7:12)`, `server.ts:7:12` or `client.ts:3`. */
const framePattern = /([^\s()]+\.(?:ts|proto)):(\d+)(?::(\d+))?/;

function placeOfFrame(frame: string): SourcePlace | null {
  const found = framePattern.exec(frame);
  if (found?.[1] === undefined) return null;
  return { path: found[1], line: Number(found[2]), column: Number(found[3] ?? 1), message: "" };
}

/** Where to look for a failure, the most telling place first. */
export function sourcePlaces(failure: Failure): SourcePlace[] {
  switch (failure.kind) {
    case "compile":
      return failure.diagnostics.slice(0, 20).map((diagnostic) => ({
        path: diagnostic.path,
        line: diagnostic.startLine,
        column: diagnostic.startColumn,
        message: diagnostic.message,
      }));
    case "load":
    case "handlerThrew":
    case "clientThrew":
      return failure.stack
        .map(placeOfFrame)
        .filter((place): place is SourcePlace => place !== null)
        .slice(0, 5);
    default:
      return [];
  }
}
