import type { SourceText } from "../../target.ts";

/** Text that would end the function in which modules are run. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: `});\nprocess.exit();\n(function () {` },
];
