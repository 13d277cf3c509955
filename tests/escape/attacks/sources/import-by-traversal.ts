import type { SourceText } from "../../target.ts";

/** A file of the server, at compile time. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  {
    path: "attack.ts",
    content: `import { defaultLimits } from "../../../lib/limits";\nexport { defaultLimits };`,
  },
];
