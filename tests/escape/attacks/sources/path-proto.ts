import type { SourceText } from "../../target.ts";

/** A name that every object has. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "__proto__.ts", content: "export {};" },
];
