import { Gunzip, Inflate } from "fflate";
import { fail, ok, type Result } from "./result.ts";

const streams = { deflate: Inflate, gzip: Gunzip } as const;

/** Out of raw DEFLATE (RFC 1951) or gzip (RFC 1952). `cut`: it ends early. `damaged`: it is none. */
export function decompress(
  format: keyof typeof streams,
  bytes: Uint8Array,
  maxBytes: number,
): Result<Uint8Array, "cut" | "damaged" | "tooLarge"> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let ended = false;
  const stream = new streams[format]((piece, final) => {
    length += piece.length;
    if (length <= maxBytes) pieces.push(piece);
    ended = final;
  });
  try {
    // In small steps, so that a bomb is noticed while it is small.
    for (let at = 0; at < bytes.length && length <= maxBytes; at += stepBytes)
      stream.push(bytes.subarray(at, at + stepBytes), at + stepBytes >= bytes.length);
  } catch (error) {
    return fail(isEarlyEnd(error) ? "cut" : "damaged");
  }
  if (length > maxBytes) return fail("tooLarge");
  if (!ended) return fail("cut");
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return ok(whole);
}

/** Deflate makes at most 1032 bytes of one. */
const stepBytes = 512;

/** fflate's `FlateErrorCode.UnexpectedEOF`. */
function isEarlyEnd(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === 0;
}
