import { shared } from "#server/sandbox/protocol.ts";
import { booted } from "../host.ts";
import { DOMException } from "./dom-exception.ts";

function randomBytes(length: number): Uint8Array {
  const { host, memory } = booted();
  host.random(length);
  return memory.scratch.slice(0, length);
}

/** The part of Web Crypto that handlers need: random bytes and identifiers, from the machine's own source. */
export const crypto = {
  getRandomValues<View extends ArrayBufferView>(view: View): View {
    if (view.byteLength > 65_536 || view.byteLength > shared.scratchBytes) {
      throw new DOMException("at most 65536 bytes at once", "QuotaExceededError");
    }
    new Uint8Array(view.buffer, view.byteOffset, view.byteLength).set(randomBytes(view.byteLength));
    return view;
  },

  randomUUID(): string {
    const bytes = randomBytes(16);
    // RFC 9562, version 4, variant 10.
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  },
};
