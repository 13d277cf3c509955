import { Gunzip } from "fflate";

/** Out of gzip. Null: the bytes are none, end early, or would be more than `maxBytes`. */
export function gunzip(bytes: Uint8Array, maxBytes: number): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const stream = new Gunzip((piece, final) => {
    length += piece.length;
    if (length <= maxBytes) pieces.push(piece);
    ended = final;
  });
  try {
    // In small steps, so that a bomb is noticed while it is small.
    for (let at = 0; at < bytes.length && length <= maxBytes; at += stepBytes)
      stream.push(bytes.subarray(at, at + stepBytes), at + stepBytes >= bytes.length);
  } catch {
    return null;
  }
  if (!ended || length > maxBytes) return null;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Deflate makes at most 1032 bytes of one. */
const stepBytes = 512;
