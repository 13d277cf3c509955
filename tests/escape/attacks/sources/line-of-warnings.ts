import type { SourceText } from "../../target.ts";

/** Ten thousand things on one line that the compiler would warn of, each with the line. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `export const table = {${"a: 1, ".repeat(10_000)}};` },
];
