import type { SourceText } from "../../target.ts";

/** Names of a hundred thousand characters. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\npackage ${"p".repeat(50_000)};\nmessage ${"M".repeat(100_000)} {}`,
  },
];
