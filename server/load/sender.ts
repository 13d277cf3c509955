import type { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadProtocol } from "#lib/load/load-plan.ts";
import type { Target } from "./dial.ts";
import type { WireRequest } from "./wire-request.ts";

/** How a call ended, as its client saw it. */
export type Reply = {
  readonly outcome: LoadOutcome;
  readonly code: number;
  /** Where the platform itself refused; else empty. */
  readonly reason: string;
  /** Of an error. */
  readonly message: string;
  readonly responseBytes: number;
  /** As the reply told them; null: it did not. */
  readonly queueUs: number | null;
  readonly executionUs: number | null;
  /** The worker slot that served it. */
  readonly worker: number | null;
  /** The encoded answer, when it was asked for. */
  readonly answer: Uint8Array | null;
};

export type CallOrder = {
  /** Its number in the run. */
  readonly call: number;
  /** Which connection of several it takes. */
  readonly lane: number;
  readonly wantsAnswer: boolean;
};

/** The client side of HTTP: sends the same request again and again. */
export type Sender = {
  readonly requestBytes: number;
  /** Calls `ended` once, never before it has returned. Whoever aborts hears of a cancelled call. */
  send(order: CallOrder, ended: (reply: Reply) => void): { abort(): void };
  /** Connections opened since it was last asked. */
  takeOpened(): number;
  close(): void;
};

/** What a sender is made of. */
export type SenderParts = {
  readonly target: Target;
  readonly request: WireRequest;
  readonly protocol: LoadProtocol;
  readonly deadlineMs: number;
  readonly connections: number;
  readonly runId: string;
};
