/** A base URL held by one call. */
export type Lease = { readonly baseUrl: string; release(): void };

export type Spread = { take(): Lease };

/** Browsers open at most six HTTP/1.1 connections to a host name. */
const callsPerHost = 6;

/**
 * Chooses the host of each call: the first with fewer than six calls open, so that calls made one after another always
 * use the page's own. With all full, the one with the fewest.
 */
export function createSpread(baseUrls: readonly string[]): Spread {
  const hosts = baseUrls.map((baseUrl) => ({ baseUrl, open: 0 }));
  return {
    take() {
      const free = hosts.find((host) => host.open < callsPerHost);
      const host = free ?? hosts.reduce((best, one) => (one.open < best.open ? one : best));
      host.open += 1;
      let held = true;
      return {
        baseUrl: host.baseUrl,
        release() {
          if (held) host.open -= 1;
          held = false;
        },
      };
    },
  };
}
