import type { WireWay } from "#lib/cost/measure-wire.ts";
import type { Dictionary } from "#lib/i18n/en.ts";

/** Names of protocols, the same in every language. */
export const protocolNames = {
  connect: "Connect",
  "grpc-web": "gRPC-Web",
  grpc: "gRPC",
} as const satisfies Record<WireWay["protocol"], string>;

/** `gRPC · binary · gzip`. */
export function wayName({ protocol, codec, gzip }: WireWay, words: Dictionary["cost"]): string {
  const parts = [protocolNames[protocol], words.wire[codec], ...(gzip ? [words.communication.gzip] : [])];
  return parts.join(" · ");
}
