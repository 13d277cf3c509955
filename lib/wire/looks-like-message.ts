import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";

/** As deep as `protoc --decode_raw` guesses. */
export const maxGuessDepth = 10;

/**
 * Whether bytes of which nothing is known could be a message: some fields, whole to the end. Text and messages look alike
 * now and then; `protoc --decode_raw` takes such bytes for a message too.
 */
export function looksLikeMessage(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  const reader = new BinaryReader(bytes);
  try {
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      if (wireType === WireType.EndGroup) return false;
      reader.skip(wireType, number);
    }
  } catch {
    return false;
  }
  return reader.pos === reader.len;
}
