import type { WireMethod } from "#lib/schema/open-schema.ts";
import { fromBase64Text } from "./base64-text.ts";
import { decodePayload } from "./decode-message.ts";
import type { DecodedMessage } from "./decoded.ts";
import type { Framing } from "./framing.ts";
import type { WireNode } from "./wire-node.ts";

/** The message of a Connect GET (Connect: protocol reference, unary-get-request). Null: there is none. */
export function messageInQuery(
  { verb, target }: Framing,
  leaves: readonly WireNode[],
  method: WireMethod | null,
): DecodedMessage | null {
  const text = verb === "GET" ? parameter(target, "message") : null;
  if (text === null) return null;
  const isBase64 = parameter(target, "base64") === "1";
  const bytes = isBase64 ? fromBase64Text(text) : new TextEncoder().encode(text);
  if (bytes === null) return null;
  const encoding = parameter(target, "compression");
  const { decoded } = decodePayload(bytes, encoding !== null && encoding !== "identity", {
    codec: parameter(target, "encoding") === "json" ? "json" : "proto",
    message: method?.input ?? null,
    registry: method?.registry ?? null,
    encoding,
    layer: "message",
  });
  const runs = leaves.filter(({ kind }) => kind === "query-message").map(({ from, to }) => ({ from, to }));
  return { ...decoded, runs };
}

function parameter(target: string, name: string): string | null {
  const query = target.split("?", 2)[1] ?? "";
  for (const pair of query.split("&")) {
    const [key = "", ...value] = pair.split("=");
    if (key !== name) continue;
    try {
      return decodeURIComponent(value.join("=").replaceAll("+", " "));
    } catch {
      return null;
    }
  }
  return null;
}
