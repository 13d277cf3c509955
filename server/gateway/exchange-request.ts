import type { ExchangeRequest } from "#server/sandbox/sandbox.ts";
import type { RequestHead } from "./caller.ts";
import type { Address } from "./find-deployment.ts";

/** What a runner is told of a request, below its deployment's own path. `body` null: it follows. */
export function toExchangeRequest(
  { verb, scheme, authority, httpVersion, headers }: RequestHead,
  { path, query }: Address,
  body: Uint8Array | null,
): ExchangeRequest {
  return { method: verb, url: `${scheme}://${authority}${path}${query}`, httpVersion, headers, body };
}
