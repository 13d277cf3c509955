import { apiClients } from "#components/api/clients.ts";
import { captures } from "#components/wire/captures.ts";
import type { WireRead } from "#components/wire/wire-dialog.tsx";
import type { VisitRun } from "./visit-run.ts";

/** The bytes of one call of a load test. Its ticks do not carry the server's number of it: the deployment's record does. */
export async function readLoadBytes(
  { id: runId, plan: { deploymentId } }: Pick<VisitRun, "id" | "plan">,
  call: number,
  signal: AbortSignal,
): Promise<WireRead> {
  const held = captures.of(deploymentId);
  const sequence = held.kind === "held" ? await sequenceOf(deploymentId, runId, call, signal) : null;
  // Schemas and decoding come only when somebody looks.
  const { decodeWithSchema, readCaptured } = await import("#components/wire/read-captured.ts");
  const api = async () => apiClients().wire;
  const told = await readCaptured({ deploymentId, runId, sequence, isRecorded: false }, held, api, signal);
  if (told.kind === "none") return told;
  return { kind: "bytes", capture: await decodeWithSchema(told.attempt, deploymentId, api) };
}

/** What the record holds comes at once; after that a watch only waits for what is new. */
const patienceMs = 5_000;

/** Null: the record does not hold it any more. */
async function sequenceOf(
  id: string,
  runId: string,
  call: number,
  signal: AbortSignal,
): Promise<number | null> {
  const enough = new AbortController();
  const ends = AbortSignal.any([signal, enough.signal, AbortSignal.timeout(patienceMs)]);
  const watch = apiClients().deployments.watchDeployment({ id, runId }, { signal: ends });
  try {
    for await (const { events } of watch) {
      for (const { event } of events) {
        if (event.case === "attempt" && event.value.call === call) return event.value.sequence;
      }
      if (events.length === 0) return null;
    }
    return null;
  } catch {
    signal.throwIfAborted();
    return null;
  } finally {
    enough.abort();
  }
}
