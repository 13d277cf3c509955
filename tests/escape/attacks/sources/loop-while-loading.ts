import type { SourceText } from "../../target.ts";

/** A module that does not finish loading. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `for (;;);\nexport {};` },
];
