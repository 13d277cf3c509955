import type { SourceText } from "../../target.ts";

/** NUL within a string is a character like others. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `export const nul = "a\0b".length;` },
];
