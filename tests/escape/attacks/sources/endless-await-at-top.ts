import type { SourceText } from "../../target.ts";

/** A module that waits at its top, which this kind of module cannot. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `await new Promise(() => {});\nexport {};` },
];
