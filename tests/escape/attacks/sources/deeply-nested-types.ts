import type { SourceText } from "../../target.ts";

/** The same in types, which nobody runs. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `export type Nested = ${"Array<".repeat(30_000)}0${">".repeat(30_000)};` },
];
