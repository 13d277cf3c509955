import type { SourceText } from "../../target.ts";

/** Characters that are none in a schema. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "hostile.proto", content: `syntax = "proto3";\nmessage M\0 { string \u202e = 1; }` },
];
