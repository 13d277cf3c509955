import "./wire.css";
import type { WireLayer } from "#lib/wire/wire-node.ts";

/** The class that gives a layer its colour, its line and its pattern. */
export const layerLook = {
  framing: "wire-framing",
  headers: "wire-headers",
  envelope: "wire-envelope",
  message: "wire-message",
  trailers: "wire-trailers",
  broken: "wire-broken",
} as const satisfies Record<WireLayer, string>;
