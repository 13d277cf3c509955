import type { SourceText } from "../../target.ts";

/** A default export that is no function but says that it is one. */
export const files = ([proto]: readonly SourceText[]): (SourceText | undefined)[] => [
  proto,
  { path: "server.ts", content: "export default new Proxy({}, { get: () => () => {} });" },
];
