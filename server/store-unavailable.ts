import { create } from "@bufbuild/protobuf";
import { durationFromMs } from "@bufbuild/protobuf/wkt";
import { Code, type ConnectError } from "@connectrpc/connect";
import { RetryInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import { failure } from "./failure.ts";
import type { StoreError } from "./store/store-error.ts";

const retryAfterMs = 5_000;

/** UNAVAILABLE with the store's trouble by name, to callers of our API and of deployments that are only in the store. */
export function storeUnavailable(cause: StoreError): ConnectError {
  const { trouble, message } = cause;
  const sentence = `This needs the server's store, and ${message}; try again in ${retryAfterMs / 1000} seconds.`;
  const error = failure(Code.Unavailable, "STORE_UNAVAILABLE", sentence, { store: trouble });
  // For the log; nobody is sent it.
  error.cause = cause;
  const retry = create(RetryInfoSchema, { retryDelay: durationFromMs(retryAfterMs) });
  error.details.push({ desc: RetryInfoSchema, value: retry });
  error.metadata.set("retry-after", String(retryAfterMs / 1000));
  error.metadata.set("grpc-retry-pushback-ms", String(retryAfterMs));
  return error;
}
