import type { SourceText } from "../../target.ts";

/** One file of ten megabytes: refused while it is read. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "large.ts", content: `export const large = "${"x".repeat(10_000_000)}";` },
];
