import { Code, ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema, RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import type { Failure } from "./failure.ts";

/** Says in the page's own terms why a call to our API failed. */
export function failureOfError(error: unknown): Failure {
  const connectError = ConnectError.from(error);
  const info = connectError.findDetails(ErrorInfoSchema)[0];
  switch (connectError.code) {
    case Code.ResourceExhausted: {
      const delay = connectError.findDetails(RetryInfoSchema)[0]?.retryDelay;
      if (delay === undefined) return { kind: "invalid", message: connectError.rawMessage };
      return { kind: "busy", seconds: Math.max(1, Math.ceil(Number(delay.seconds) + delay.nanos / 1e9)) };
    }
    case Code.InvalidArgument:
      return { kind: "invalid", message: connectError.rawMessage };
    case Code.Unavailable:
    case Code.Unknown:
      return { kind: "lostConnection" };
    default:
      return { kind: "ours", incident: info?.metadata.incident ?? "–" };
  }
}
