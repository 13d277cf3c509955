import type { SourceText } from "../../target.ts";

/** Comments that read as if they were code, and the other way round. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  {
    path: "attack.ts",
    content: `/* \u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */ export const isAdmin = false;`,
  },
];
