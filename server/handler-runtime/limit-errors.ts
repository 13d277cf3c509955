import { Code, ConnectError } from "@connectrpc/connect";
import type { GatewayReason } from "#lib/failure-reasons.ts";
import type { LimitName } from "#lib/limits.ts";
import { booted } from "./host.ts";
import { reasonDetail } from "./reason-detail.ts";

const detail = (reason: GatewayReason, limit: LimitName, value: number) =>
  reasonDetail(reason, { limit, value: String(value) });

/** What a call ends with whose turns took more of the processor than one call may. */
export function callCpuUsedUp(value: number): ConnectError {
  const sentence = `The call used more than ${value} ms of processor time (limit callCpuMs).`;
  return new ConnectError(sentence, Code.ResourceExhausted, undefined, [
    detail("CALL_CPU_LIMIT", "callCpuMs", value),
  ]);
}

/** What a call that a program makes ends with when it has as many under way as it may. */
export function tooManyOutgoing(value: number): ConnectError {
  const sentence = `This program has ${value} calls of its own under way already (limit maxOutgoingCalls).`;
  return new ConnectError(sentence, Code.ResourceExhausted, undefined, [
    detail("OUTGOING_CALLS_LIMIT", "maxOutgoingCalls", value),
  ]);
}

const sizeWords = /larger than configured (?:read|write)MaxBytes (\d+)/;

/**
 * Gives an error of the Connect library's our sentence and reason, when it speaks of a message beyond our limit. A lower
 * limit is the visitor's own, and the library's words for it stay.
 */
export function explainLimit(error: unknown): void {
  if (!(error instanceof ConnectError) || error.code !== Code.ResourceExhausted || error.details.length > 0)
    return;
  const { maxMessageBytes } = booted().host;
  if (sizeWords.exec(error.rawMessage)?.[1] !== String(maxMessageBytes)) return;
  const sentence = `A message is larger than ${maxMessageBytes} bytes (limit maxMessageBytes).`;
  const own = error as { rawMessage: string; message: string };
  own.rawMessage = sentence;
  own.message = `[resource_exhausted] ${sentence}`;
  error.details.push(detail("MESSAGE_LIMIT", "maxMessageBytes", maxMessageBytes));
}
