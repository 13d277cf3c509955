import type { SourceText } from "../../target.ts";

/** Into the file system. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "/etc/passwd.ts", content: "" },
];
