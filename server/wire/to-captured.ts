import { create } from "@bufbuild/protobuf";
import {
  type CapturedAttempt,
  CapturedAttemptSchema,
  type CapturedSummary,
  CapturedSummarySchema,
  Carrier,
  HeaderFieldSchema,
  SeenBy,
} from "#lib/gen/playground/v1/wire_pb.ts";
import type { AttemptFacts, HeldAttempt } from "./capture.ts";
import { maskHeaders } from "./mask-headers.ts";
import type { HeaderPair, SeenCall } from "./seen-call.ts";

const carriers = {
  http1: Carrier.HTTP1,
  http2: Carrier.HTTP2,
  "in-process": Carrier.IN_PROCESS,
} satisfies Record<SeenCall["carrier"], Carrier>;

/** An attempt's bytes as they go out: what its deployment may not read is covered. */
export function toCaptured(facts: AttemptFacts, call: SeenCall): CapturedAttempt {
  const { chunks, requestHeaders, names } = maskHeaders(call);
  return create(CapturedAttemptSchema, {
    attemptSequence: facts.sequence,
    runId: facts.runId,
    method: facts.method,
    protocol: facts.protocol,
    codec: facts.codec,
    carrier: carriers[call.carrier],
    seenBy: SeenBy.SERVER,
    encrypted: call.encrypted,
    chunks: chunks.map((chunk) => ({ ...chunk, data: new Uint8Array(chunk.data) })),
    requestHeaders: fields(requestHeaders),
    responseHeaders: fields(call.responseHeaders),
    responseTrailers: fields(call.responseTrailers),
    connection: call.connection,
    firstOnConnection: call.first,
    streamId: call.streamId,
    complete: call.complete,
    masked: [...names],
  });
}

export function toSummary({ facts, call }: HeldAttempt): CapturedSummary {
  return create(CapturedSummarySchema, {
    attemptSequence: facts.sequence,
    runId: facts.runId,
    method: facts.method,
    carrier: call === null ? Carrier.UNSPECIFIED : carriers[call.carrier],
    requestBytes: call?.requestBytes ?? 0,
    responseBytes: call?.responseBytes ?? 0,
  });
}

function fields(headers: readonly HeaderPair[]) {
  return headers.map((header) => create(HeaderFieldSchema, header));
}
