import type { SourceText } from "../../target.ts";

/** One file a little larger than is allowed. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "large.ts", content: `export const large = "${"x".repeat(300_000)}";` },
];
