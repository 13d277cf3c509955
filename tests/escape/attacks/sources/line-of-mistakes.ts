import type { SourceText } from "../../target.ts";

/** Six thousand mistakes on one line, which the compiler repeats with each of them, twice. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: "let a;".repeat(6_000) },
];
