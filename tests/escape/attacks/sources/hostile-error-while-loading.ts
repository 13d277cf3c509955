import type { SourceText } from "../../target.ts";

/** Something thrown that cannot be put into words. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `throw new Proxy(new Error("x"), { get() { throw null; } });\nexport {};` },
];
