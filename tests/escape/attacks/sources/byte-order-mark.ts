import type { SourceText } from "../../target.ts";

/** A mark that editors do not show. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: "\ufeffexport const marked = 1;" },
];
