import type { SourceText } from "../../target.ts";

/** A module of a registry, which would need the network. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "hostile.proto", content: `syntax = "proto3";\nimport "buf/validate/validate.proto";` },
];
