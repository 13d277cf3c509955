import { isLoopback, type RequestOrigin } from "./request-origin.ts";

type Headers = Readonly<Record<string, string>>;

/** Every answer of ours; answers to visitors' calls are the gateway's. */
const always: Headers = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
};

/** COOP and COEP make the page cross-origin isolated: clocks then step by 5 µs instead of 100 (HR-Time, 4.1). */
const isolated: Headers = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
};

export type PagePolicy = {
  readonly nonce: string;
  /** Hot reload needs eval and a WebSocket. */
  readonly mode: "development" | "production";
};

/** The policy of pages; Next reads the nonce from it, so it belongs on the request as well. */
export function pageContentPolicy(
  { nonce, mode }: PagePolicy,
  { hostname, portSuffix, secure }: RequestOrigin,
): string {
  const hotReload = mode === "development";
  return directives({
    "default-src": "'self'",
    "script-src": `'self' 'nonce-${nonce}'${hotReload ? " 'unsafe-eval'" : ""}`,
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": `'self'${hotReload ? ` ${secure ? "wss" : "ws"}://${hostname}${portSuffix}` : ""}`,
    "worker-src": "'self'",
    "frame-src": "'self'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    ...(hotReload ? {} : trustedTypes),
  });
}

/**
 * In production no plain string becomes HTML, a script or a script's address (W3C Trusted Types): only what one of these
 * policies lets through, and no others can be made.
 */
const policyNames = [
  // Ours: components/ui/trusted-types.ts.
  "default",
  "drawings",
  "nextjs",
  // Monaco's, as its sources name them. It makes the first one twice: for itself and for its TypeScript.
  "defaultWorkerFactory",
  "diffEditorWidget",
  "diffReview",
  "dompurify",
  "domLineBreaksComputer",
  "domSanitize",
  "domSanitize0",
  "editorGhostText",
  "editorViewLayer",
  "richScreenReaderContent",
  "standaloneColorizer",
  "stickyScrollViewLayer",
  "tokenizeToString",
];

const trustedTypes: Headers = {
  "require-trusted-types-for": "'script'",
  "trusted-types": `${policyNames.join(" ")} 'allow-duplicates'`,
};

export function pageHeaders(contentPolicy: string): Headers {
  return {
    ...always,
    ...isolated,
    "content-security-policy": contentPolicy,
    "cross-origin-resource-policy": "same-origin",
    // Silent about cross-origin-isolated: naming it here would take it from the sandboxed frame's opaque origin.
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
  };
}

/**
 * The document in which visitors' client code runs: an opaque origin that may load our runtime and call `/d/`, nothing
 * else. On loopback also `/d/` of `*.localhost`: browsers allow six HTTP/1.1 connections per host name, so the client
 * runtime spreads its calls over several names.
 */
export function sandboxHeaders({ origin, hostname, portSuffix, secure }: RequestOrigin): Headers {
  const spread = !secure && isLoopback(hostname) ? ` http://*.localhost${portSuffix}/d/` : "";
  return {
    ...always,
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "cross-origin",
    "content-security-policy": directives({
      sandbox: "allow-scripts",
      "default-src": "'none'",
      "script-src": `${origin}/run/ 'unsafe-eval' blob:`,
      "worker-src": "blob:",
      "connect-src": `${origin}/d/${spread}`,
      "frame-ancestors": "'self'",
      "base-uri": "'none'",
      "form-action": "'none'",
    }),
  };
}

/** Scripts of the client runtime: the sandboxed document and its worker have an opaque origin, so all is cross-origin. */
export const runtimeScriptHeaders: Headers = {
  ...always,
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "cross-origin",
  "access-control-allow-origin": "*",
  "timing-allow-origin": "*",
};

/** Everything that is not a document: health, errors, replies of our API. */
export const plainHeaders: Headers = { ...always, "cross-origin-resource-policy": "same-origin" };

function directives(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join("; ");
}
