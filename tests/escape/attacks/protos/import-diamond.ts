import type { SourceText } from "../../target.ts";

/** Each of forty files imports all before it: paths through them are a trillion, files are forty. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  ...Array.from({ length: 40 }, (_, n) => ({
    path: `d${n}.proto`,
    content: `syntax = "proto3";\npackage d;\n${Array.from({ length: n }, (_, of) => `import public "d${of}.proto";`).join("\n")}\nmessage D${n} {}`,
  })),
];
