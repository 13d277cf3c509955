import type { CapturedAttempt } from "#lib/gen/playground/v1/wire_pb.ts";
import type { JsonView } from "#lib/schema/json-view.ts";
import type { WireLayer, WireNode, WireProblem } from "./wire-node.ts";

export type HeaderText = { readonly name: string; readonly value: string };

/** One message of a side. */
export type DecodedMessage = {
  /** Where its payload stands in the captured bytes: several runs when chunks or frames cut it. */
  readonly runs: readonly { readonly from: number; readonly to: number }[];
  /** Whether its envelope (or `content-encoding`) says so. */
  readonly compressed: boolean;
  /** The message itself: the payload, out of its compression or base64. */
  readonly bytes: Uint8Array;
  /** Over `bytes`. Its leaves are those of the side, unless the payload was compressed or text. */
  readonly root: WireNode;
  /** The same message as JSON, and where in it each field stands. Null: without a schema, or it does not parse. */
  readonly json: JsonView | null;
  /** What keeps it from being whole, or from being JSON. */
  readonly problem: WireProblem | null;
};

/** What the trailers say of the call, wherever the protocol puts them. */
export type DecodedStatus = {
  /** gRPC status code. */
  readonly code: number | null;
  readonly message: string;
};

/** One direction of an attempt. */
export type DecodedSide = {
  /** All that was captured, one after the other. */
  readonly bytes: Uint8Array;
  /** Its leaves add up to `bytes`. */
  readonly root: WireNode;
  readonly byLayer: Readonly<Record<WireLayer, number>>;
  /** The pieces in which the bytes passed, and when: µs on the server's monotonic clock. */
  readonly chunks: readonly { readonly from: number; readonly to: number; readonly atUs: number }[];
  /** Passed, and was not kept. */
  readonly omitted: number;
  readonly headers: readonly HeaderText[];
  /** HTTP trailers, or those in the body of gRPC-Web and Connect streams. */
  readonly trailers: readonly HeaderText[];
  readonly messages: readonly DecodedMessage[];
  readonly status: DecodedStatus | null;
};

export type DecodedCapture = {
  readonly attempt: CapturedAttempt;
  readonly request: DecodedSide;
  readonly response: DecodedSide;
};
