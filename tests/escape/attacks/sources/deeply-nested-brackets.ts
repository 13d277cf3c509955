import type { SourceText } from "../../target.ts";

/** The same in an expression. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `export const nested = ${"[".repeat(60_000)}${"]".repeat(60_000)};` },
];
