import type { SourceText } from "../../target.ts";

/** A module of Node, at compile time. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  {
    path: "attack.ts",
    content: `import { readFileSync } from "node:fs";\nexport const read = () => readFileSync("/etc/passwd");`,
  },
];
