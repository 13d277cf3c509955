import type { SourceText } from "../../target.ts";

/** A folder that every object has. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "__proto__/constructor.ts", content: "export {};" },
];
