import type { LoadPlan } from "#lib/load/load-plan.ts";
import type { Target } from "./dial.ts";
import { Http1Sender } from "./http1-sender.ts";
import { Http2Sender } from "./http2-sender.ts";
import type { Sender, SenderParts } from "./sender.ts";
import { toWireRequest } from "./wire-request.ts";

/** The client that a plan asks for. Whoever opens it closes it. */
export function openSender(plan: LoadPlan, message: Uint8Array, target: Target, runId: string): Sender {
  const { protocol, deadlineMs, connections, httpVersion } = plan;
  const request = toWireRequest(plan, message);
  const parts: SenderParts = { target, request, protocol, deadlineMs, connections, runId };
  return httpVersion === "2" ? new Http2Sender(parts) : new Http1Sender(parts);
}
