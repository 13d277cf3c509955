import type { ConnectError } from "@connectrpc/connect";
import type { UnaryCall } from "./unary-call.ts";
import type { Exchange } from "./unary-protocols.ts";

/** The way out for calls whose answers are kept beside the visitor's thread until somebody asks for them. */
export type HeldLine = {
  /** Sends it at once. Throws a `ConnectError` where nothing can be sent. */
  start(call: UnaryCall): HeldAnswer;
};

export type HeldAnswer = {
  /** Looks without waiting. */
  isThere(): boolean;
  /** Stops the thread until it is there. */
  wait(): void;
  /** Calls `run` in a turn of its own when it is there. Once. */
  onThere(run: () => void): void;
  /** What came. Once, when it is there. */
  take(): HeldOutcome;
};

export type HeldOutcome =
  | { readonly kind: "answered"; readonly exchange: Exchange }
  | { readonly kind: "failed"; readonly error: ConnectError };

/** One call from beginning to end, with the thread stopped. `flush`: what is known so far leaves before. */
export function exchangeHeld(line: HeldLine, call: UnaryCall, flush: () => void): Exchange {
  const answer = line.start(call);
  flush();
  answer.wait();
  const outcome = answer.take();
  if (outcome.kind === "failed") throw outcome.error;
  return outcome.exchange;
}
