import type { SourceText } from "../../target.ts";

/** A module that fills the heap while it loads. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  {
    path: "attack.ts",
    content: `const all: unknown[] = [];\nfor (;;) all.push(new Array(1000).fill(1.5));\nexport {};`,
  },
];
