import type { SourceText } from "../../target.ts";

/** Three files that each need the next one first. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  ...["a", "b", "c"].map((name, at) => ({
    path: `${name}.proto`,
    content: `syntax = "proto3";\nimport "${["b", "c", "a"][at]}.proto";`,
  })),
];
