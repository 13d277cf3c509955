import type { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";

/** Whoever keeps the bytes of attempts. */
export type AttemptTap = {
  /** Nobody wants any: then nothing else of it is asked. */
  readonly on: boolean;
  /**
   * An attempt begins. `source`: the request or stream that brought it, whose connection tells the bytes; undefined: it
   * has no connection, and its caller tells the watcher. `visitor`: who the caller is. Null: nothing is to be told.
   */
  begin(attempt: TappedAttempt, source: object | undefined, visitor: string): CallWatcher | null;
};

export type TappedAttempt = {
  readonly deploymentId: string;
  readonly sequence: number;
  readonly runId: string;
  readonly method: string;
  readonly protocol: Protocol;
  readonly codec: Codec;
};

export type HeaderPair = { readonly name: string; readonly value: string };

/** What is told of a call without a socket. */
export type CallWatcher = {
  head(headers: readonly HeaderPair[]): void;
  bytes(response: boolean, bytes: Uint8Array): void;
  replyHead(headers: readonly HeaderPair[]): void;
  over(trailers: readonly HeaderPair[]): void;
};
