import type { SourceText } from "../../target.ts";

/** A hundred thousand blocks in each other: recursive parsers run out of stack. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: "{".repeat(60_000) + "}".repeat(60_000) },
];
