import { BinaryReader } from "@bufbuild/protobuf/wire";

export type Varint = {
  /** All 64 bits, unsigned. */
  readonly value: bigint;
  /** Behind its last byte. */
  readonly to: number;
};

export const maxVarintBytes = 10;

/** A varint at `from` (Protocol Buffers, Encoding). Null: it does not end before `to`, or not within ten bytes. */
export function scanVarint(bytes: Uint8Array, from: number, to: number): Varint | null {
  for (let at = from; at < to && at < from + maxVarintBytes; at += 1) {
    if ((bytes[at] ?? 0) > 127) continue;
    const value = new BinaryReader(bytes.subarray(from, at + 1)).uint64();
    return { value: BigInt(value), to: at + 1 };
  }
  return null;
}
