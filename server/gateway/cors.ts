import { cors } from "@connectrpc/connect";
import type { RequestHead } from "./caller.ts";
import type { HeaderList } from "./headers.ts";

/**
 * Any page may call a handler, the sandboxed frame's opaque origin ("null") above all. Never with credentials: callers
 * are known by path, not by cookie.
 */
const always: HeaderList = [
  ["access-control-allow-origin", "*"],
  ["timing-allow-origin", "*"],
  ["cross-origin-resource-policy", "cross-origin"],
  ["x-content-type-options", "nosniff"],
];

/** A GET may be opened in a window, and would be a document of this site: without scripts, frames or an origin (CSP 3). */
const asDocument: HeaderList = [
  ["content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"],
];

const exposed = [...cors.exposedHeaders, "Server-Timing"].map((name) => name.toLowerCase());
/** The Fetch standard shows these without asking (CORS-safelisted response-header names). */
const safelisted = new Set([
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "pragma",
]);
const exposedAlready = new Set([...exposed, ...safelisted]);
const exposedText = exposed.join(", ");

// `*` covers the visitor's own metadata, but by the Fetch standard never `authorization`.
const allowedHeaders = [
  ...cors.allowedHeaders,
  "x-playground-attempt",
  "x-deployment",
  "authorization",
  "*",
].join(", ");

/**
 * What a preflight is answered beside the rest, kept by browsers for the two hours that Chromium allows. For an opaque
 * origin, as our sandboxed frame's is, Chromium (measured: 156) keeps nothing and asks before every call; the record shows
 * that as time in the browser.
 */
export const preflightHeaders: HeaderList = [
  ["access-control-allow-methods", cors.allowedMethods.join(", ")],
  ["access-control-allow-headers", allowedHeaders],
  ["access-control-max-age", "7200"],
];

/** `headers` as a browser gets them: every page may read them all, and no window makes a page of them. */
export function forBrowsers(
  { fromPage, verb }: Pick<RequestHead, "fromPage" | "verb">,
  headers: HeaderList,
): HeaderList {
  if (verb === "GET") return [...withCors(headers), ...asDocument];
  return fromPage ? withCors(headers) : headers;
}

/** What lets a page of any origin read all `headers`, the visitor's own included. */
function withCors(headers: HeaderList): HeaderList {
  let names = exposedText;
  // Connect's unary trailers come as `trailer-<name>`, which no wildcard in the middle of a name could expose.
  for (const [name] of headers) if (!exposedAlready.has(name)) names += `, ${name}`;
  return [...headers, ...always, ["access-control-expose-headers", names]];
}
