const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const sextets: ReadonlyMap<string, number> = new Map([
  ...[...digits].map((digit, value) => [digit, value] as const),
  ["-", 62],
  ["_", 63],
]);

/**
 * Base64 in either alphabet (RFC 4648), padded or not; padding in the middle ends a piece, as gRPC-Web's text mode writes
 * them. Null: there are other characters.
 */
export function fromBase64Text(text: string): Uint8Array | null {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const digit of text) {
    if (digit === "=") {
      bits = 0;
      count = 0;
      continue;
    }
    const value = sextets.get(digit);
    if (value === undefined) return null;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return new Uint8Array(bytes);
}
