import { createClient } from "@connectrpc/connect";
import { transport } from "playground";
import { Target } from "./gen/target_pb";

/** What the runtime itself might use, taken away or made to lie, and then calls. */
export async function attack() {
  const client = createClient(Target, transport);
  const evil = () => "evil";
  for (const name of ["then", "kind", "status", "toJSON", "exchange", "cause", "code", "get", "set"]) {
    Object.defineProperty(Object.prototype, name, { configurable: true, get: () => evil, set() {} });
  }
  for (const [owner, name] of [
    [Array.prototype, "push"],
    [Array.prototype, Symbol.iterator],
    [Map.prototype, "get"],
    [Map.prototype, "set"],
    [String.prototype, "slice"],
    [Uint8Array.prototype, "set"],
    [Promise.prototype, "then"],
    [Function.prototype, "call"],
    [JSON, "stringify"],
    [performance, "now"],
    [globalThis, "setTimeout"],
    [globalThis, "TextEncoder"],
  ] as [any, PropertyKey][]) {
    try {
      owner[name] = evil;
    } catch {
      // Frozen.
    }
  }
  await client.harmless({ text: "still?" });
}
