import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";
import { readEnv } from "./env.ts";

/**
 * `node server/healthcheck.ts`: ends with 0 when the server that was started with the same environment is ready, else
 * with 1. For containers, whose image has Node and no other HTTP client.
 */
const env = readEnv();
if (!env.ok) process.exit(1);
const { port, tls } = env.value;
const options = { host: "127.0.0.1", port, path: "/readyz", timeout: 4_000 };
// The certificate names the site and not this address; that it is ours is known by the port.
const request =
  tls === null ? getHttp(options, answer) : getHttps({ ...options, rejectUnauthorized: false }, answer);
request.on("error", () => process.exit(1)).on("timeout", () => process.exit(1));

function answer({ statusCode }: { readonly statusCode?: number | undefined }): void {
  process.exit(statusCode === 200 ? 0 : 1);
}
