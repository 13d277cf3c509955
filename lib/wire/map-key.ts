import { BinaryReader } from "@bufbuild/protobuf/wire";
import { readValue, type ValueType } from "./read-value.ts";

/** The key of a map's entry as JSON names it. An entry without one has the default of its type. */
export function mapKeyText(entry: Uint8Array, type: ValueType): string {
  const reader = new BinaryReader(entry);
  let key: string | number | null = null;
  try {
    while (reader.pos < reader.len) {
      const [number, wireType] = reader.tag();
      const from = reader.pos;
      const skipped = reader.skip(wireType, number);
      if (number !== 1) continue;
      const content = wireType === 2 ? new BinaryReader(skipped).bytes() : entry.subarray(from, reader.pos);
      key = readValue(content, wireType, type);
    }
  } catch {
    // A broken entry is shown as far as it goes; its key is what came before.
  }
  return key === null ? defaultKey(type) : String(key);
}

/** 8 and 9 are BOOL and STRING of descriptor.proto; every other key is a number. */
function defaultKey({ scalar }: ValueType): string {
  if (scalar === 9) return "";
  return scalar === 8 ? "false" : "0";
}
