import type { Random } from "#lib/random.ts";
import type { Waited } from "./patience.ts";

/** Bytes to write, and how long to wait before them. */
export type Step = { readonly bytes: Buffer; readonly afterMs?: number };

/**
 * One connection's worth of hostile bytes. It depends on nothing but seed and number, so that it can be sent again.
 *
 * `half-close`: FIN behind the last byte, then the reply is read until the server closes. `reset`: RST behind the last
 * byte. `deaf`: nothing is read for a while, then RST. `stay`: nothing more, until the server closes.
 *
 * `speaks`: where the server speaks TLS, HTTP goes through it, and "tls" are the bytes beneath.
 */
export type BytesShot = {
  readonly kind: "bytes";
  readonly speaks: "http1" | "http2" | "tls";
  readonly note: string;
  readonly cases: number;
  readonly steps: readonly Step[];
  readonly ending: "half-close" | "reset" | "deaf" | "stay";
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

/** A handshake of Node's own with odd wishes, and a sound request behind it. */
export type HandshakeShot = {
  readonly kind: "handshake";
  readonly note: string;
  readonly cases: number;
  readonly maxVersion: "TLSv1.2" | "TLSv1.3";
  readonly alpn: readonly string[];
  readonly servername: string;
  /** How often the handshake is made again, which TLS 1.3 does not know (RFC 8446, 4.1.2). */
  readonly renegotiations: number;
  /** Whether there is nothing to refuse. */
  readonly mustAnswer: boolean;
};

export type Shot = BytesShot | SessionShot | HandshakeShot;

/** What came of a shot. */
export type Outcome = {
  /** What is wrong with the answer; null: nothing. */
  readonly problem: string | null;
  readonly waited: Waited;
};

/** What shots are aimed at. */
export type Target = { readonly deploymentId: string };

export type ShotMaker = (random: Random, target: Target) => Shot;
