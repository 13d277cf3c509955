import type { SourceText } from "../../target.ts";

/** Ten thousand imports of nothing. */
export const files = ([proto, server]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  server,
  { path: "attack.ts", content: Array.from({ length: 10_000 }, (_, n) => `import "./none${n}";`).join("\n") },
];
