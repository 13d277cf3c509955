import type { SourceText } from "../../target.ts";

/** Ten thousand small messages. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content:
      `syntax = "proto3";\npackage hostile;\n${Array.from({ length: 10_000 }, (_, n) => `message M${n} { int32 a = 1; }`).join("\n")}`.replaceAll(
        " { int32 a = 1; }",
        "{}",
      ),
  },
];
