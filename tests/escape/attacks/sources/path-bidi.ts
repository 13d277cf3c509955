import type { SourceText } from "../../target.ts";

/** A name that reads backwards. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "evil\u202est.exe.ts", content: "" },
];
