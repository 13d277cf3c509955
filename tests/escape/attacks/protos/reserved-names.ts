import type { SourceText } from "../../target.ts";

/** Names that JavaScript and every object have already. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\npackage hostile.constructor;\nmessage constructor { string __proto__ = 1; string constructor = 2; string toString = 3; string then = 4; }\nmessage Object { .hostile.constructor.Object prototype = 1; }\nmessage await {}\nenum Promise { NaN = 0; Infinity = 1; }\nservice eval { rpc then(.hostile.constructor.constructor) returns (.hostile.constructor.Object); rpc constructor(.hostile.constructor.Object) returns (await); }`,
  },
];
