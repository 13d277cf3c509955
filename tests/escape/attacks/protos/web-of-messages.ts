import type { SourceText } from "../../target.ts";

/** Messages that all refer to each other. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\npackage hostile;\n${Array.from({ length: 70 }, (_, n) => `message M${n} {${Array.from({ length: 70 }, (_, f) => `M${f} f${f} = ${f + 1};`).join("")}}`).join("\n")}`,
  },
];
