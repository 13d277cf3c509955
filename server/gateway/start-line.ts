/** Whose turn it is to start a runner. The gateway is given it, and does not know how turns are shared out. */
export type StartLine = {
  /** Waits for a turn; too many waiting is an answer, not an error. */
  enter(asker: Asker): Promise<Turn>;
  /** Who a caller is, as far as turns go. */
  visitorOf(peer: Peer): string;
};

export type Asker = { readonly visitor: string; readonly ticket: string };

export type Turn = { readonly ok: true; leave(): void } | { readonly ok: false; readonly problem: TooMany };

/** `limit` names an entry of lib/limits.ts. */
export type TooMany = { readonly limit: string; readonly value: number; readonly retryAfterMs: number };

/** The other end of a connection, and what proxies in front say of it. */
export type Peer = {
  readonly remoteAddress: string | undefined;
  readonly forwardedFor: string | undefined;
};

/** Nobody waits, and all callers are one. */
export const openStart: StartLine = {
  enter: () => Promise.resolve({ ok: true, leave() {} }),
  visitorOf: () => "",
};
