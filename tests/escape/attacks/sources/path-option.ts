import type { SourceText } from "../../target.ts";

/** A name that a tool could take for an option. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "--config.proto", content: "" },
];
