type Pairs = readonly (readonly [string, string])[];

/** RFC 9110 token, lower case. */
const namePattern = /^[!#$%&'*+\-.^_`|~\da-z]+$/;
/** RFC 9110 field value: visible ASCII, obs-text, inner spaces and tabs. */
const valuePattern = /^(?:[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?)?$/;

/**
 * What no program may say: framing belongs to whoever writes the response, and cookies, CORS and the browser's
 * policies belong to the site that visitors share.
 */
const dropped = new Set([
  "alt-svc",
  "clear-site-data",
  "connection",
  "content-length",
  "date",
  "expect-ct",
  "host",
  "http2-settings",
  "keep-alive",
  "link",
  "location",
  "nel",
  "proxy-authenticate",
  "proxy-connection",
  "public-key-pins",
  "refresh",
  "report-to",
  "reporting-endpoints",
  "server",
  "service-worker-allowed",
  "set-cookie",
  "set-cookie2",
  "sourcemap",
  "strict-transport-security",
  "te",
  "timing-allow-origin",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "www-authenticate",
  "x-dns-prefetch-control",
  "x-frame-options",
  "x-sourcemap",
]);
const droppedPrefixes = [
  "access-control-",
  "content-security-policy",
  "cross-origin-",
  "permissions-policy",
  "sec-",
  ":",
];

/** The pairs of a head that came from a runner, without what is malformed, forbidden or too much. */
export function readResponseHead(text: string, maxBytes: number): Pairs {
  if (text === "") return [];
  const parts = text.split("\n");
  const pairs: [string, string][] = [];
  let bytes = 0;
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const name = parts[at] ?? "";
    const value = parts[at + 1] ?? "";
    // 4 for ": " and the line's end, as HTTP/1.1 writes it.
    const size = name.length + value.length + 4;
    if (bytes + size > maxBytes || !namePattern.test(name) || !valuePattern.test(value)) continue;
    if (dropped.has(name) || droppedPrefixes.some((prefix) => name.startsWith(prefix))) continue;
    bytes += size;
    pairs.push([name, value]);
  }
  return pairs;
}

/** Final statuses only: an interim one would be taken for the head of an answer that never ends. */
export function isResponseStatus(status: number): boolean {
  return status >= 200 && status <= 599;
}
