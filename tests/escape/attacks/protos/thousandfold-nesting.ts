import type { SourceText } from "../../target.ts";

/** Messages in messages, a thousand deep. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\npackage hostile;\n${Array.from({ length: 1_000 }, (_, n) => `message M${n} {`).join("")}${"}".repeat(1_000)}`,
  },
];
