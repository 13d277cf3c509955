import type { SourceText } from "../../target.ts";

/** A pattern that takes long to compile. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `export const pattern = () => /${"(a|b)?".repeat(20_000)}x/.test("ab");` },
];
