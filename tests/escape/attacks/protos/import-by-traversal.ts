import type { SourceText } from "../../target.ts";

/** A file outside, imported by the schema. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "hostile.proto", content: `syntax = "proto3";\nimport "../../../etc/passwd";` },
];
