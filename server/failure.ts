import { create } from "@bufbuild/protobuf";
import { durationFromMs } from "@bufbuild/protobuf/wkt";
import { Code, ConnectError } from "@connectrpc/connect";
import type { FailureReason } from "#lib/failure-reasons.ts";
import { ErrorInfoSchema, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";

const domain = "playground.v1";

/** An error of our own API: a code and a sentence for people at a terminal, a reason and parameters for the page. */
export function failure(
  code: Code,
  reason: FailureReason,
  sentence: string,
  metadata: Readonly<Record<string, string | number>> = {},
): ConnectError {
  const texts = Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, String(value)]));
  const info = { desc: ErrorInfoSchema, value: create(ErrorInfoSchema, { reason, domain, metadata: texts }) };
  return new ConnectError(sentence, code, undefined, [info]);
}

/** RESOURCE_EXHAUSTED that says when to come back. */
export function busy(
  reason: FailureReason,
  sentence: string,
  retryAfterMs: number,
  metadata: Readonly<Record<string, string | number>>,
): ConnectError {
  const error = failure(Code.ResourceExhausted, reason, sentence, metadata);
  const retry = create(RetryInfoSchema, { retryDelay: durationFromMs(retryAfterMs) });
  error.details.push({ desc: RetryInfoSchema, value: retry });
  return error;
}
