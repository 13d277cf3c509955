import { headers } from "next/headers";
import { connection } from "next/server";

/**
 * The nonce of this answer's Content-Security-Policy, which the server puts on the request as well. Reading it makes
 * the page dynamic, as every page with a nonce must be. Undefined where no policy was set.
 */
export async function readNonce(): Promise<string | undefined> {
  await connection();
  const policy = (await headers()).get("content-security-policy") ?? "";
  return /'nonce-([^']+)'/.exec(policy)?.[1];
}

/** Scheme and authority under which the visitor reached us: `https://rpc.example`. */
export async function readOrigin(): Promise<string> {
  const all = await headers();
  const host = all.get("x-forwarded-host") ?? all.get("host") ?? "127.0.0.1:3000";
  const scheme = all.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ? "https" : "http";
  return URL.parse(`${scheme}://${host}`)?.origin ?? "http://127.0.0.1:3000";
}
