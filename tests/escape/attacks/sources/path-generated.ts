import type { SourceText } from "../../target.ts";

/** A file in the place of generated code. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  { path: "gen/target_pb.ts", content: "export const Target = 1;" },
];
