import { X509Certificate } from "node:crypto";
import type { Target } from "./dial.ts";

/** This server's own port, reached over loopback where it listens on every address; with TLS its own certificate is pinned. */
export function ownPort(
  { host, port }: { readonly host: string; readonly port: number },
  tls: { readonly cert: Buffer } | null,
): Target {
  const everywhere: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };
  const fingerprint = tls === null ? null : new X509Certificate(tls.cert).fingerprint256;
  return { host: everywhere[host] ?? host, port, fingerprint };
}
