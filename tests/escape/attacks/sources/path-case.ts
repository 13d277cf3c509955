import type { SourceText } from "../../target.ts";

/** Two names that some file systems do not tell apart. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "Server.ts", content: "" },
];
