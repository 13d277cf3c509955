import type { SourceText } from "../../target.ts";

/** An enum of fifteen thousand values. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\npackage hostile;\nenum Huge {\n${Array.from({ length: 15_000 }, (_, n) => `V${n} = ${n};`).join("\n")}\n}`,
  },
];
