import { deployed, diagnosed, type SourceAttacks } from "../outcome.ts";

const tooLarge = diagnosed(/too large to generate code from|takes too long to compile/, "target.proto");

/** Schemas that are small to write and large to read. */
export const protos: SourceAttacks = {
  "huge-enum": [deployed, tooLarge],
  "thousandfold-nesting": [diagnosed(/nest|depth|deep/i)],
  "ten-thousand-messages": [deployed, tooLarge],
  "ten-thousand-fields": [deployed, tooLarge],
  "five-thousand-methods": [deployed, tooLarge],
  "web-of-messages": [deployed, tooLarge],
  "import-of-file": [diagnosed(/must be relative/, "hostile.proto")],
  "import-by-traversal": [diagnosed(/must not refer to parent/, "hostile.proto")],
  "import-of-itself": [diagnosed(/cyclic/, "hostile.proto")],
  "remote-import": [diagnosed(/does not exist/, "hostile.proto")],
  "shadowed-built-in": [diagnosed(/./), deployed],
  "reserved-names": [deployed],
  "deep-options": [diagnosed(/./), deployed],
  "long-names": [diagnosed(/./), deployed],
  "comment-bomb": [deployed],
  "strings-in-options": [deployed],
  "nul-and-bidi": [diagnosed(/./, "hostile.proto")],
  "import-cycle": [diagnosed(/cyclic/)],
  "import-diamond": [deployed, tooLarge],
};
