import { leaf, rest, type WireLayer, type WireNode, type WireProblem } from "./wire-node.ts";

export const envelopeBytes = 5;

/** Flag bits (Connect: protocol reference; gRPC: PROTOCOL-HTTP2.md; gRPC-Web: PROTOCOL-WEB.md). */
export const envelopeFlags = { compressed: 0x01, connectEnd: 0x02, webTrailers: 0x80 } as const;

/** One enveloped message, or the end of a stream that comes in the same form. */
export type Envelope = {
  /** Flag byte and length; then the payload's [from, to), which may end early. */
  readonly prefix: readonly WireNode[];
  readonly from: number;
  readonly to: number;
  readonly announced: number;
  readonly flags: number;
};

export type Enveloped = { readonly envelopes: readonly Envelope[]; readonly rest: WireNode | null };

/**
 *   envelope = flags (1 byte) length (4 bytes, big-endian) payload
 *
 * `known`: the flag bits that the protocol has. Bytes that are no whole prefix are the rest.
 */
export function readEnvelopes(bytes: Uint8Array, from: number, to: number, known: number): Enveloped {
  const envelopes: Envelope[] = [];
  let at = from;
  while (at < to) {
    if (to - at < envelopeBytes) {
      const problem: WireProblem = { code: "ends-early", params: { needed: envelopeBytes, found: to - at } };
      return { envelopes, rest: rest(at, to, problem) };
    }
    const flags = bytes[at] ?? 0;
    const announced = readUint32(bytes, at + 1);
    const start = at + envelopeBytes;
    const end = Math.min(start + announced, to);
    const isOdd = (flags & ~known) !== 0;
    const problem: WireProblem | null = isOdd ? { code: "envelope-flags", params: { flags } } : null;
    const layer: WireLayer = "envelope";
    const prefix = [
      leaf(layer, "envelope-flags", at, at + 1, { value: flags, problem }),
      leaf(layer, "envelope-length", at + 1, start, { value: announced }),
    ];
    envelopes.push({ prefix, from: start, to: end, announced, flags });
    at = end;
  }
  return { envelopes, rest: null };
}

export function readUint32(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(at, at + 4);
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}
