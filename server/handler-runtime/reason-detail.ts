import { create } from "@bufbuild/protobuf";
import type { GatewayReason } from "#lib/failure-reasons.ts";
import { ErrorInfoSchema } from "#lib/gen/google/rpc/error_details_pb.ts";

/** A detail for an error of ours, by which the page says in its own language what is so. */
export function reasonDetail(reason: GatewayReason, metadata: Readonly<Record<string, string>> = {}) {
  const value = create(ErrorInfoSchema, { reason, domain: "playground.v1", metadata: { ...metadata } });
  return { desc: ErrorInfoSchema, value };
}
