import type { SourceText } from "../../target.ts";

/** One service of five thousand methods. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\npackage hostile;\nmessage M {}\nservice S {\n${Array.from({ length: 5_000 }, (_, n) => `rpc R${n}(M) returns (M);`).join("\n")}\n}`,
  },
];
