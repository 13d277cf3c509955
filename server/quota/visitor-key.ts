import { isIPv6 } from "node:net";

/**
 * Who is asking, as far as quotas go: the address of the nearest party we do not run ourselves. With `trustProxy`
 * proxies in front that is the entry this many from the right of `x-forwarded-for`; what stands left of it anybody
 * could have written. A whole IPv6 /64 counts as one visitor, since one household holds at least that.
 */
export function visitorKey(
  remoteAddress: string | undefined,
  forwardedFor: string | undefined,
  trustProxy: number,
): string {
  const forwarded = (forwardedFor ?? "").split(",").map((entry) => entry.trim());
  const trusted = trustProxy > 0 ? forwarded.at(-trustProxy) : undefined;
  const address = (trusted || remoteAddress || "unknown").replace(/^::ffff:(?=\d+\.)/i, "");
  return isIPv6(address) ? `${ipv6Groups(address).slice(0, 4).join(":")}::/64` : address;
}

/** The eight groups of an IPv6 address (RFC 4291, 2.2), without leading zeros. */
function ipv6Groups(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().replace(/%.*$/, "").split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : new Array(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...zeros, ...right].map((group) => group.replace(/^0+(?=.)/, ""));
}
