import type { SourceText } from "../../target.ts";

/** Text on which parsers of TypeScript try everything twice, at each of forty levels. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `${"async<T>(".repeat(40)}0${")".repeat(40)}` },
];
