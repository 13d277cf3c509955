import type { ApiClients } from "#components/api/clients.ts";
import { WhyNot } from "#lib/gen/playground/v1/wire_pb.ts";
import { openSchema, type WireMethod, type WireSchema } from "#lib/schema/open-schema.ts";
import { decodeCapture } from "#lib/wire/decode-capture.ts";
import type { DecodedCapture } from "#lib/wire/decoded.ts";
import type { CapturedBytes, CapturedCall, NoBytes } from "./captured-call.ts";
import type { HeldCapture } from "./captures.ts";

export type WireApi = Pick<ApiClients["wire"], "getCaptured" | "getSchema">;

const reasons: Readonly<Record<number, NoBytes>> = {
  [WhyNot.UNSPECIFIED]: "failed",
  [WhyNot.NO_CAPTURE]: "noCapture",
  [WhyNot.BEFORE]: "before",
  [WhyNot.UNSEEN_CONNECTION]: "unseen",
  [WhyNot.DROPPED]: "dropped",
};

/** The bytes of an attempt, or why there are none. Rejects only when it is aborted. */
export async function readCaptured(
  call: CapturedCall,
  capture: HeldCapture,
  api: () => Promise<WireApi>,
  signal: AbortSignal,
): Promise<CapturedBytes> {
  const why = whyNotAsked(call, capture);
  if (why !== null || capture.kind !== "held" || call.sequence === null)
    return { kind: "none", why: why ?? "failed" };
  try {
    const { getCaptured } = await api();
    const { runId, sequence: attemptSequence } = call;
    const told = await getCaptured({ captureId: capture.captureId, attemptSequence, runId }, { signal });
    if (told.attempt !== undefined) return { kind: "bytes", attempt: told.attempt };
    return { kind: "none", why: reasons[told.whyNot] ?? "failed" };
  } catch {
    signal.throwIfAborted();
    return { kind: "none", why: "failed" };
  }
}

function whyNotAsked(call: CapturedCall, capture: HeldCapture): NoBytes | null {
  if (call.isRecorded) return "recorded";
  if (capture.kind === "refused") return "refused";
  if (capture.kind === "none") return "off";
  return call.sequence === null ? "notOnServer" : null;
}

const schemas = new Map<string, Promise<WireSchema | null>>();

/** What the bytes say, tied to the deployment's schema where the server has it. */
export async function decodeWithSchema(
  attempt: DecodedCapture["attempt"],
  deploymentId: string,
  api: () => Promise<WireApi>,
): Promise<DecodedCapture> {
  const schema = await (schemas.get(deploymentId) ?? readSchema(deploymentId, api));
  const method: WireMethod | null = schema?.method(attempt.method) ?? null;
  return decodeCapture(attempt, method);
}

/** A deployment never changes, so its schema is read once. */
function readSchema(deploymentId: string, api: () => Promise<WireApi>): Promise<WireSchema | null> {
  const reading = (async () => {
    try {
      const { getSchema } = await api();
      const { descriptorSet } = await getSchema({ deploymentId });
      return openSchema(descriptorSet);
    } catch {
      schemas.delete(deploymentId);
      return null;
    }
  })();
  schemas.set(deploymentId, reading);
  return reading;
}
