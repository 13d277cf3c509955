import type { SourceText } from "../../target.ts";

/** A name that C code reads to its middle. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "evil\0.ts", content: "" },
];
