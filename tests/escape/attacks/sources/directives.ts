import type { SourceText } from "../../target.ts";

/** Comments that compilers and bundlers obey. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  {
    path: "attack.ts",
    content: `/// <reference path="/etc/passwd" />\n/** @jsxImportSource /etc */\n// @ts-nocheck\n//# sourceMappingURL=file:///etc/passwd\nexport {};`,
  },
];
