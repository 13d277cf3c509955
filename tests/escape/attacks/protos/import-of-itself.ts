import type { SourceText } from "../../target.ts";

/** A file that needs itself first. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "hostile.proto", content: `syntax = "proto3";\nimport "hostile.proto";` },
];
