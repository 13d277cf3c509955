import type { SourceText } from "../../target.ts";

/** A file of the machine, at compile time. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `import passwd from "/etc/passwd";\nexport { passwd };` },
];
