import type { SourceText } from "../../target.ts";

/** Out of the project. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "../../etc/passwd.ts", content: "" },
];
