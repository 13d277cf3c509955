import type { Random } from "#lib/random.ts";

/** Bytes to write, and how long to wait before them. */
export type Step = { readonly bytes: Buffer; readonly afterMs?: number };

/**
 * One connection's worth of hostile bytes. It depends on nothing but seed and number, so that it can be sent again.
 *
 * `half-close`: FIN behind the last byte, then the reply is read until the server closes. `reset`: RST behind the last
 * byte. `deaf`: nothing is read for a while, then RST.
 */
export type BytesShot = {
  readonly kind: "bytes";
  readonly speaks: "http1" | "http2";
  readonly note: string;
  readonly cases: number;
  readonly steps: readonly Step[];
  readonly ending: "half-close" | "reset" | "deaf";
  /** HTTP/1.1: whole requests that must all be answered. HTTP/2: whether the last stream must be answered or refused. */
  readonly mustAnswer: number;
  /** The request's own framing may be broken, so the reply to it may break off as well. */
  readonly mayBreakOff: boolean;
};

export type SessionRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};

/** Odd requests on a sound HTTP/2 connection, each of which must be answered. */
export type SessionShot = {
  readonly kind: "session";
  readonly note: string;
  readonly cases: number;
  readonly requests: readonly SessionRequest[];
};

export type Shot = BytesShot | SessionShot;

/** What shots are aimed at. */
export type Target = { readonly deploymentId: string };

export type ShotMaker = (random: Random, target: Target) => Shot;
