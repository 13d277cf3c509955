import type { SourceText } from "../../target.ts";

/** Eight thousand exports. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  {
    path: "attack.ts",
    content: Array.from({ length: 8_000 }, (_, n) => `export const name${n} = ${n};`).join("\n"),
  },
];
