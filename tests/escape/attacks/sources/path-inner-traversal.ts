import type { SourceText } from "../../target.ts";

/** Out of the project, by a detour. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "lib/../../passwd.ts", content: "" },
];
