import type { SourceText } from "../../target.ts";

/** A default export that does not return. */
export const files = ([proto]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  { path: "server.ts", content: "export default () => { for (;;); };" },
];
