const encoder = new TextEncoder();

/**
 * Percent-encodes a status message by gRPC's rule: `%` and every byte of its UTF-8 outside 0x20–0x7E, nothing else
 * (PROTOCOL-HTTP2.md, "Status-Message"), but for spaces at its ends.
 */
export function encodeGrpcMessage(text: string): string {
  let encoded = "";
  for (const byte of encoder.encode(text)) {
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  // HTTP takes spaces at the ends of a value away, and HTTP/2 the whole field.
  return encoded.replace(/^ +| +$/g, (spaces) => "%20".repeat(spaces.length));
}

/** The text of a percent-encoded status message; what is not decodable stays as it is. */
export function decodeGrpcMessage(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
