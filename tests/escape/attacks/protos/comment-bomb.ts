import type { SourceText } from "../../target.ts";

/** Comments that end up in generated code, and would end comments there. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\n// */ process.exit(); /* ${"/*".repeat(50_000)}\nmessage M { string a = 1; // */ ${"`"}\n}`,
  },
];
