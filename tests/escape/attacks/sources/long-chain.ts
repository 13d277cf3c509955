import type { SourceText } from "../../target.ts";

/** An expression of a hundred thousand operands. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `export const sum = ${"1+".repeat(100_000)}1;` },
];
