import type { SourceText } from "../../target.ts";

/** A loader for other kinds of files. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  {
    path: "attack.ts",
    content: `import passwd from "/etc/passwd" with { type: "text" };\nexport { passwd };`,
  },
];
