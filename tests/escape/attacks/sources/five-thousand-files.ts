import type { SourceText } from "../../target.ts";

/** Five thousand small files. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  ...Array.from({ length: 5_000 }, (_, n) => ({ path: `lib/file${n}.ts`, content: "" })),
];
