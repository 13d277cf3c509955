import type { ApiClients } from "#components/api/clients.ts";
import type { ClientModule } from "#lib/gen/playground/v1/editor_pb.ts";
import { Codec, Protocol } from "#lib/gen/playground/v1/event_pb.ts";
import { createFactGate } from "#lib/record/fact-gate.ts";
import type { ClientFact } from "#lib/record/run-facts.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import { toSettings } from "./to-settings.ts";

export type BackendProgram = { readonly deploymentId: string; readonly modules: readonly ClientModule[] };

type Experiment = {
  readonly runId: string;
  readonly experiment: string;
  readonly settings: RunSettings;
  readonly maxFacts: number;
};

const protocols = { connect: Protocol.CONNECT, "grpc-web": Protocol.GRPC_WEB, grpc: Protocol.GRPC } as const;
const codecs = { binary: Codec.BINARY, json: Codec.JSON } as const;

/**
 * Runs the experiment in the backend's sandbox until it ends by itself (its last fact says how), the signal fires, or the
 * stream is lost. Rejects when the server refuses it.
 */
export async function runInBackend(
  plan: Experiment,
  { deploymentId, modules }: BackendProgram,
  {
    api,
    signal,
    onFact,
  }: {
    readonly api: Pick<ApiClients, "runs">;
    readonly signal: AbortSignal;
    readonly onFact: (fact: ClientFact) => void;
  },
): Promise<"ended" | "stopped" | "lost"> {
  const { runId, experiment, settings, maxFacts } = plan;
  const { protocol, codec, calls } = settings;
  const ways = { protocol: protocols[protocol], codec: codecs[codec], calls, settings: toSettings(settings) };
  const gate = createFactGate(maxFacts);
  const beganAt = performance.now();
  let begun = false;
  let ended = false;
  try {
    const replies = api.runs.runExperiment(
      { deploymentId, runId, modules: [...modules], experiment, ...ways },
      { signal },
    );
    for await (const { facts } of replies) {
      begun = true;
      const read = gate.read(facts.map((text) => JSON.parse(text) as unknown));
      if (read === null) {
        const outcome = { kind: "limit", limit: "maxFactsPerRun", value: maxFacts } as const;
        onFact({ kind: "ended", atUs: Math.round((performance.now() - beganAt) * 1000), outcome });
        return "ended";
      }
      ended ||= read.some(({ kind }) => kind === "ended");
      read.forEach(onFact);
    }
  } catch (error) {
    if (signal.aborted) return "stopped";
    // Before the first fact the server has refused the run, and says why.
    if (!begun) throw error;
  }
  if (signal.aborted && !ended) return "stopped";
  return ended ? "ended" : "lost";
}
