import type { SourceText } from "../../target.ts";

/** One message of ten thousand fields. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\npackage hostile;\nmessage M {\n${Array.from({ length: 10_000 }, (_, n) => `int32 f${n}=${n + 1 < 19_000 ? n + 1 : n + 2_000};`).join("\n")}\n}`,
  },
];
