import type { SourceText } from "../../target.ts";

/** Option values in each other, five thousand deep. */
export const files = (program: readonly SourceText[]): SourceText[] => [
  ...program,
  {
    path: "hostile.proto",
    content: `syntax = "proto3";\nimport "google/protobuf/descriptor.proto";\nmessage O { O o = 1; }\nextend google.protobuf.FileOptions { O deep = 50000; }\noption (deep) = ${"{ o: ".repeat(5_000)}{}${"}".repeat(5_000)};`,
  },
];
