import type { SourceText } from "../../target.ts";

/** Half a character in a name. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "evil\ud800.ts", content: "" },
];
