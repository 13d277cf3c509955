import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import type { SentReason } from "#lib/i18n/format-reason.ts";
import type { Failure } from "./failure.ts";

/** Says in the page's own terms why a call to our API failed. */
export function failureOfError(error: unknown): Failure {
  const connectError = ConnectError.from(error);
  const info = connectError.findDetails(ErrorInfoSchema)[0];
  if (info?.reason === "INTERNAL_FAULT") return { kind: "ours", incident: info.metadata.incident ?? "–" };
  const reason: SentReason | null = info === undefined ? null : { name: info.reason, values: info.metadata };
  const delay = connectError.findDetails(RetryInfoSchema)[0]?.retryDelay;
  if (delay !== undefined) {
    const seconds = Math.max(1, Math.ceil(Number(delay.seconds) + delay.nanos / 1e9));
    return { kind: "busy", seconds, reason };
  }
  // What has a reason was answered by our server, whatever the code.
  if (reason !== null) return { kind: "invalid", message: connectError.rawMessage, reason };
  switch (connectError.code) {
    case Code.InvalidArgument:
    case Code.ResourceExhausted:
      return { kind: "invalid", message: connectError.rawMessage, reason };
    case Code.Unavailable:
    case Code.Unknown:
      return { kind: "lostConnection" };
    default:
      return { kind: "ours", incident: "–" };
  }
}
