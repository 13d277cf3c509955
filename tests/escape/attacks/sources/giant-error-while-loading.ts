import type { SourceText } from "../../target.ts";

/** A megabyte of words thrown while loading. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `throw new RangeError("w".repeat(1_000_000));\nexport {};` },
];
