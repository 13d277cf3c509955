import type { AddressInfo } from "node:net";
import type { Limits } from "#lib/limits.ts";
import { visitorKey } from "./quota/visitor-key.ts";
import { BoundedMemory } from "./wire/bounded-memory.ts";
import { Captures } from "./wire/captures.ts";
import type { OwnAddress } from "./wire/own-connection.ts";
import { Taps } from "./wire/taps.ts";

export type WireParts = {
  readonly limits: Limits;
  readonly trustProxy: number;
  readonly tls: object | null;
  nowUs(): number;
};

/** The taps for the port, the captures for the gateway, and how this server calls itself. */
export function openWire({ limits, trustProxy, tls, nowUs }: WireParts) {
  const memory = new BoundedMemory(limits.maxCapturedBytes);
  const taps = new Taps({
    memory,
    maxBytesPerCall: limits.maxCaptureBytesPerAttempt,
    // Behind trusted proxies the address is a proxy's.
    visitorOf: (address) => (trustProxy > 0 ? null : visitorKey(address, undefined, 0)),
    nowUs,
  });
  return {
    taps,
    captures: new Captures({ taps, memory, limits, nowUs }),
    ownAddress({ address, port }: AddressInfo): OwnAddress {
      return { host: everywhere.get(address) ?? address, port, encrypted: tls !== null };
    },
  };
}

/** Who listens everywhere is also here. */
const everywhere: ReadonlyMap<string, string> = new Map([
  ["0.0.0.0", "127.0.0.1"],
  ["::", "::1"],
]);
