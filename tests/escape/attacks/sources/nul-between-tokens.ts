import type { SourceText } from "../../target.ts";

/** NUL between tokens is none. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: "export const\0nul = 1;" },
];
