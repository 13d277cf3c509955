import type { TargetServer, TargetSource } from "#components/target/target.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { toPlanMessage } from "#lib/load/plan-message.ts";
import type { LoadParts } from "./load-parts.ts";
import { foldVisitRun, isOver } from "./visit-run.ts";
import type { VisitStore } from "./visit-store.ts";

export type LoadOrder = {
  readonly id: string;
  readonly source: TargetSource;
  readonly server: TargetServer;
  /** The deployment is not known yet. */
  readonly plan: LoadPlan;
};

/** One load test from sources to its summary; whatever goes wrong stands in the store as the run's failure. */
export async function fireLoad(
  { id, source, server, plan }: LoadOrder,
  parts: LoadParts,
  store: VisitStore,
  signal: AbortSignal,
): Promise<void> {
  store.begin({ id, target: source.title, plan, server });
  try {
    const onPlace = (place: number) =>
      store.change(id, (run) => ({ ...run, phase: { kind: "preparing", place } }));
    const deployed = await parts.deploy(source, server, { signal, onPlace });
    if (!deployed.ok) {
      store.change(id, (run) => ({ ...run, phase: { kind: "ended" }, failure: deployed.failure }));
      return;
    }
    const settled = { ...plan, deploymentId: deployed.deploymentId };
    store.change(id, (run) => ({ ...run, plan: settled }));
    const { loads } = await parts.api();
    const stream = loads.runLoad({ runId: id, plan: toPlanMessage(settled) }, { signal });
    for await (const response of stream) store.change(id, (run) => foldVisitRun(run, response));
    store.change(id, (run) =>
      isOver(run) ? run : { ...run, phase: { kind: "ended" }, failure: parts.explain(null) },
    );
  } catch (error) {
    const failure = signal.aborted ? null : parts.explain(error);
    store.change(id, (run) => ({ ...run, phase: { kind: "ended" }, isStopping: false, failure }));
  }
}
