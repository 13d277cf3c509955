import type { SourceText } from "../../target.ts";

/** A separator elsewhere. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "lib\\..\\evil.ts", content: "" },
];
