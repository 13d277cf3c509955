import type { WireNode } from "#lib/wire/wire-node.ts";

/** [from, to). */
export type ByteRange = { readonly from: number; readonly to: number };

/** The leaves that have bytes in [from, to), from left to right. `leaves` cover their bytes without a gap. */
export function leavesWithin(leaves: readonly WireNode[], from: number, to: number): readonly WireNode[] {
  let low = 0;
  let high = leaves.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((leaves[middle]?.to ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  const within: WireNode[] = [];
  for (let at = low; at < leaves.length; at += 1) {
    const leaf = leaves[at];
    if (leaf === undefined || leaf.from >= to) break;
    within.push(leaf);
  }
  return within;
}

/** `00`–`ff`. */
export function hexByte(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

/** `0a 03 41`, or without the spaces. */
export function toHex(bytes: Uint8Array, separator = " "): string {
  return Array.from(bytes, hexByte).join(separator);
}

/** As dumps show a byte in text: what cannot be printed is a dot. */
export function asciiOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
}

/** The bytes as they are, for a file. */
export function toBlob(bytes: Uint8Array): Blob {
  return new Blob([new Uint8Array(bytes)], { type: "application/octet-stream" });
}
