/** Flat headers: lower-case names, several values of a name are several entries. */
export type HeaderList = readonly (readonly [string, string])[];

/** Asks the runner to look at a call more closely than it may for anybody's: only an experiment of the playground's own can. */
export const measureHeader = "x-playground-measure";

/** Headers of one connection, which an intermediary must not forward (RFC 9110, 7.6.1), and framing that is ours. */
const connectionHeaders = [
  "connection",
  "keep-alive",
  "proxy-connection",
  "transfer-encoding",
  "upgrade",
  "content-length",
  "trailer",
];

/** What a handler never sees: our own names, and what browsers would tell our site but not a stranger's code. */
const hiddenFromHandler = new Set([
  ...connectionHeaders,
  "http2-settings",
  "proxy-authorization",
  "cookie",
  // Who calls is not for strangers to know; proxies say it to us.
  "forwarded",
  "x-forwarded-for",
  "x-real-ip",
  "cf-connecting-ip",
  "true-client-ip",
  "expect",
  "x-playground-attempt",
  "x-playground-channel",
  measureHeader,
  "x-deployment",
]);

/** What a handler may not set: handlers share an origin with this site, so these would act on the site itself. */
const reservedForGateway = new Set([
  ...connectionHeaders,
  "date",
  "set-cookie",
  "set-cookie2",
  "clear-site-data",
  "strict-transport-security",
  "content-security-policy",
  "content-security-policy-report-only",
  "service-worker-allowed",
  "refresh",
  "location",
  "link",
  "alt-svc",
  "server-timing",
  "timing-allow-origin",
  "x-content-type-options",
  // What a browser does with a document, for whoever opens an answer in a window.
  "content-disposition",
  "document-policy",
  "origin-agent-cluster",
  "speculation-rules",
  "supports-loading-mode",
  // What it keeps for the whole site.
  "accept-ch",
  "activate-storage-access",
  "critical-ch",
  "secure-session-registration",
  "set-login",
  "use-as-dictionary",
]);
const reservedPrefix = /^(?:access-control-|cross-origin-|proxy-|sec-|:)/;

const tokenSyntax = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
const valueSyntax = /^[\t\x20-\x7e\x80-\xff]*$/;
/** The whole value: of `application/json, text/html` a browser takes the last one, and `application/proto+xml` is XML. */
const rpcContentType =
  /^application\/(?:json|proto|connect\+(?:json|proto)|grpc(?:-web)?(?:\+(?:json|proto))?)(?:; ?charset=utf-?8)?$/i;

/** Whether the header `name` (lower-case) of a request is passed on to the handler. */
export function reachesHandler(name: string): boolean {
  return !hiddenFromHandler.has(name);
}

/**
 * The headers of a handler's response that may leave the gateway, at most `maxBytes` of them. A content type that is no
 * RPC's becomes opaque bytes: a page of HTML from here would run with this site's rights.
 */
export function keepResponseHeaders(headers: HeaderList, maxBytes: number): [string, string][] {
  const kept: [string, string][] = [];
  let bytes = 0;
  for (const [name, value] of headers) {
    if (reservedForGateway.has(name) || reservedPrefix.test(name)) continue;
    if (!tokenSyntax.test(name) || !valueSyntax.test(value)) continue;
    bytes += name.length + value.length + 4;
    if (bytes > maxBytes) break;
    kept.push([
      name,
      name === "content-type" && !rpcContentType.test(value) ? "application/octet-stream" : value,
    ]);
  }
  return kept;
}

/** The first value of a header, or null. `name` is lower-case. */
export function findHeader(headers: HeaderList, name: string): string | null {
  for (const header of headers) if (header[0] === name) return header[1];
  return null;
}
