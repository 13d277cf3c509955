import type { IncomingMessage } from "node:http";

export type RequestOrigin = {
  /** `https://play.example.org` as the browser sees it. */
  readonly origin: string;
  /** Host name without port, brackets kept: `[::1]`. */
  readonly hostname: string;
  /** `:3000`, or empty when it is the scheme's own. */
  readonly portSuffix: string;
  readonly secure: boolean;
};

/**
 * Where the browser thinks it is. The authority must have passed the authority guard. `x-forwarded-proto` counts only
 * behind a trusted proxy.
 */
export function requestOrigin(request: IncomingMessage, trustProxy: number): RequestOrigin {
  const encrypted = "encrypted" in request.socket && request.socket.encrypted === true;
  const forwarded = trustProxy > 0 ? request.headers["x-forwarded-proto"] : undefined;
  const secure =
    forwarded === undefined ? encrypted : String(forwarded).split(",").at(-1)?.trim() === "https";
  const url = new URL(`${secure ? "https" : "http"}://${request.headers.host}`);
  return {
    origin: url.origin,
    hostname: url.hostname,
    portSuffix: url.port === "" ? "" : `:${url.port}`,
    secure,
  };
}

/** Names and addresses that a browser resolves to the machine it runs on. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname === "[::1]" ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}
