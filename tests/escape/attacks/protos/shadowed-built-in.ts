import type { SourceText } from "../../target.ts";

/** A well-known file in another version. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\npackage google.protobuf;\nmessage Any { string evil = 1; }`,
  },
];
