import type { SourceText } from "../../target.ts";

/** A file that is neither code nor schema. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "buf.yaml", content: "version: v2" },
];
