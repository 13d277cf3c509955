import type { SourceText } from "../../target.ts";

/** A name of a thousand characters. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: `${"a".repeat(1_000)}.ts`, content: "" },
];
