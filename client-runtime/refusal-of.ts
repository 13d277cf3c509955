import { ConnectError } from "@connectrpc/connect";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";
import type { AttemptDetail } from "#lib/record/run-record.ts";

/** The reason that an error of the playground's own carries, for the page to say in its language. */
export function refusalOf(error: unknown): AttemptDetail["refusal"] {
  if (!(error instanceof ConnectError)) return undefined;
  const info = error.findDetails(ErrorInfoSchema).find(({ domain }) => domain === "playground.v1");
  return info && { name: info.reason, values: info.metadata };
}
