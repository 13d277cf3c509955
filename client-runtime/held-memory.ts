/**
 * One held call's answer, in memory that two workers share. The helper fills it from behind and sets the state last.
 *
 *   Int32  0 state · 1 status · 2 bytes of headers · 3 bytes of body    Float64  2 sent · 3 received    32 … headers, body
 */
export const heldLayout = {
  state: 0,
  status: 1,
  headBytes: 2,
  bodyBytes: 3,
  /** ms since 1970, as precise as `performance`. */
  sentMs: 2,
  receivedMs: 3,
  dataAt: 32,
  /** Grown when the answer is longer. */
  firstBytes: 4 * 1024,
  mostBytes: 4 * 1024 * 1024 + 64 * 1024,
} as const;

export const heldStates = { waiting: 0, whole: 1, lost: 2, late: 3, tooLong: 4 } as const;

/** Its first message. Chromium opens a worker's way to the network through its parent's thread, which may stop later. */
export type HeldStart = { readonly origin: string };

/** What the helper is asked to do. */
export type HeldOrder = {
  readonly id: number;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
  readonly timeoutMs: number | undefined;
  readonly memory: SharedArrayBuffer;
};

/** It is ready, or the answer of a call is there. */
export type HeldNews = { readonly kind: "ready" } | { readonly kind: "there"; readonly id: number };
