import type { HeaderText } from "./decoded.ts";
import type { WireNode } from "./wire-node.ts";

/** A side out of its HTTP framing. */
export type Framing = {
  /** Cover all bytes. Where `runs` are, the leaf is only a place for what the body turns out to be. */
  readonly nodes: readonly WireNode[];
  /** The body's bytes, in order. */
  readonly runs: readonly { readonly from: number; readonly to: number }[];
  /** The body goes on where capturing stopped. */
  readonly cut: boolean;
  readonly headers: readonly HeaderText[];
  readonly trailers: readonly HeaderText[];
  /** Of a request. */
  readonly verb: string;
  /** Path and query of a request. */
  readonly target: string;
  /** Of a response; 0: none. */
  readonly status: number;
};

/** A place in a framing tree for the body's bytes. */
export const bodyPlace = "opaque";
