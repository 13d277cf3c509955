import type { SourceText } from "../../target.ts";

/** Into the file system of another system. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "C:\\windows\\evil.ts", content: "" },
];
