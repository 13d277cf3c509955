import type { SourceText } from "../../target.ts";

/** Strings that would end strings in generated code. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto2";\npackage hostile;\nmessage M { optional string a = 1 [default = "\\x22;process.exit();//\\n\\0${"$"}{process}", json_name = "\\x22+evil+\\x22"]; }`,
  },
];
