import type { SourceText } from "../../target.ts";

/** Files that are small enough one by one. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  ...Array.from({ length: 8 }, (_, n) => ({ path: `large${n}.ts`, content: "x".repeat(200_000) })),
];
