import type { SourceText } from "../../target.ts";

/** Half a character in a text. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "half.ts", content: 'export const half = "\ud800";' },
];
