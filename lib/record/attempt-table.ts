/**
 * One row per attempt, one column per field (timeline of a run: docs/architecture.md).
 *
 *   T0 intended ─ T1 sent ─ T2 arrived ─ T3 started ─ T4 ended ─ T5 replied ─ T7 received ─ T8 resumed
 *      client wait   network out   queue      execution    reply     network back    resume
 *
 * Stamps are integer µs since the run's zero; `missing` marks a stamp that was not taken. There is no T6.
 * 47 bytes a row.
 */
export type AttemptTable = {
  /** Rows in use. Columns may be longer. */
  readonly length: number;
  readonly intended: Uint32Array;
  readonly sent: Uint32Array;
  readonly arrived: Uint32Array;
  readonly started: Uint32Array;
  readonly ended: Uint32Array;
  readonly replied: Uint32Array;
  readonly received: Uint32Array;
  readonly resumed: Uint32Array;
  /** Call number within the run. */
  readonly call: Uint32Array;
  /** Row of the attempt that caused this one, or `missing`. */
  readonly parentAttempt: Uint32Array;
  readonly replica: Uint16Array;
  /** 0, 1, 2 … within the call. */
  readonly attempt: Uint8Array;
  /** Index into the record's methods. */
  readonly method: Uint8Array;
  /** Slot within the replica. Slots never overlap. */
  readonly worker: Uint8Array;
  /** Index into the record's threads; `noThread` of calls that handlers made. */
  readonly clientThread: Uint8Array;
  /** gRPC code 0–16, or a `TransportStatus`, or `openStatus` while it runs. */
  readonly status: Uint8Array;
  /** Bits of `attemptFlags`. */
  readonly flags: Uint8Array;
};

export const missing = 0xffff_ffff;

/** Beyond the gRPC codes: what the transport said, and "not over yet". */
export const transportStatus = { refused: 100, reset: 101, goaway: 102, timeout: 103, tls: 104 } as const;
export const openStatus = 255;

export const attemptFlags = {
  /** The client gave up, or the run was stopped, before the reply. */
  cancelled: 1,
  hedge: 2,
  /** Refused before it reached a handler. */
  shed: 4,
  /** The client's deadline passed. */
  timeout: 8,
  /** A stamp was moved to a boundary by no more than the clock's uncertainty, or is an estimate. */
  uncertain: 16,
  /** Made by a caller outside the page (curl, another program): no client stamps. */
  outside: 32,
  /** Made by a handler because of the attempt `parentAttempt`; all stamps come from one clock. */
  nested: 64,
} as const;

/** Not calls of the run's own experiment. */
export const foreignFlags = attemptFlags.outside | attemptFlags.nested;

/** Calls that handlers made are counted from here, so that their numbers are no other call's. */
export const firstNestedCall = 1_000_000;
export const noThread = 255;

export const stampNames = [
  "intended",
  "sent",
  "arrived",
  "started",
  "ended",
  "replied",
  "received",
  "resumed",
] as const;
export type StampName = (typeof stampNames)[number];

/** An empty table with room for `capacity` rows, all stamps missing. */
export function createAttemptTable(capacity: number): AttemptTable {
  const u32 = () => new Uint32Array(capacity).fill(missing);
  return {
    length: 0,
    intended: u32(),
    sent: u32(),
    arrived: u32(),
    started: u32(),
    ended: u32(),
    replied: u32(),
    received: u32(),
    resumed: u32(),
    call: new Uint32Array(capacity),
    parentAttempt: u32(),
    replica: new Uint16Array(capacity),
    attempt: new Uint8Array(capacity),
    method: new Uint8Array(capacity),
    worker: new Uint8Array(capacity),
    clientThread: new Uint8Array(capacity),
    status: new Uint8Array(capacity).fill(openStatus),
    flags: new Uint8Array(capacity),
  };
}
