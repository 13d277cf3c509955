/**
 * The module `playground` for a plain Node project: what a visitor puts beside an exported `server.ts`. Only the address
 * is the test's own: several projects run in one process, each under its name in the environment.
 */
import { randomBytes } from "node:crypto";
import type { CallOptions, HandlerContext, Transport } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";

const name = new URL(import.meta.url).search.slice(1);
let made: Transport | undefined;
const inner = () => {
  made ??= createGrpcTransport({ baseUrl: process.env[name] ?? "http://localhost:8080" });
  return made;
};

export const transport: Transport = {
  unary: (...call) => inner().unary(...call),
  stream: (...call) => inner().stream(...call),
};

export function callOptions(context: HandlerContext): CallOptions {
  const timeoutMs = context.timeoutMs();
  const headers = new Headers();
  const [version, trace, , flags] = context.requestHeader.get("traceparent")?.split("-") ?? [];
  if (flags !== undefined)
    headers.set("traceparent", `${version}-${trace}-${randomBytes(8).toString("hex")}-${flags}`);
  const state = context.requestHeader.get("tracestate");
  if (state !== null) headers.set("tracestate", state);
  return {
    signal: context.signal,
    headers,
    ...(timeoutMs !== undefined && { timeoutMs: Math.max(1, timeoutMs) }),
  };
}
