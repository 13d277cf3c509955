import { Code } from "@connectrpc/connect";
import type { Quantity } from "#lib/lessons/quantity.ts";

const most = 120;

/** What was expected or seen, for a terminal. */
export function sayQuantity(quantity: Quantity): string {
  switch (quantity.kind) {
    case "count":
    case "number":
      return String(quantity.value);
    case "duration":
      return quantity.us < 1_000 ? `${quantity.us} µs` : `${Math.round(quantity.us / 1_000)} ms`;
    case "bytes":
      return `${quantity.value} B`;
    case "share":
      return `${(100 * quantity.value).toFixed(1)} %`;
    case "status":
      return quantity.status === 0 ? "ok" : (Code[quantity.status] ?? `status ${quantity.status}`);
    case "value":
      return quantity.json.length > most ? `${quantity.json.slice(0, most)}…` : quantity.json;
    case "item":
      return `${sayQuantity(quantity.of)} (no. ${quantity.number})`;
    case "nothing":
      return "nothing";
    case "atLeast":
      return `at least ${sayQuantity(quantity.of)}`;
    case "atMost":
      return `at most ${sayQuantity(quantity.of)}`;
    case "about":
      return `about ${sayQuantity(quantity.of)}`;
  }
}
