"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { DeployParts, FailureView, TargetSource } from "#components/target/target.ts";
import { addCall, type Comparison, noComparison } from "./transport-calls.ts";

export type ComparedCall = {
  readonly source: TargetSource;
  readonly method: string;
  readonly requestJson: string;
  readonly rounds: number;
};

export type ComparisonPhase =
  | { readonly kind: "idle" }
  | { readonly kind: "preparing"; readonly place: number }
  | { readonly kind: "calling"; readonly round: number; readonly rounds: number }
  | { readonly kind: "done"; readonly rounds: number }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly failure: FailureView };

export type ComparisonControl = {
  readonly phase: ComparisonPhase;
  readonly comparison: Comparison;
  /** What the calls on view were; empty: there are none. */
  readonly deploymentId: string;
  run(call: ComparedCall): void;
  stop(): void;
};

/** Makes the fourteen calls as often as asked, one round after the other. A new comparison ends the one before. */
export function useComparison(parts: DeployParts): ComparisonControl {
  const [phase, setPhase] = useState<ComparisonPhase>({ kind: "idle" });
  const [comparison, setComparison] = useState<Comparison>(noComparison);
  const [deploymentId, setDeploymentId] = useState("");
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  const run = useCallback(
    (call: ComparedCall) => {
      current.current?.abort();
      const controller = new AbortController();
      current.current = controller;
      const { signal } = controller;
      const tell = (next: ComparisonPhase) => current.current === controller && setPhase(next);
      const compare = async () => {
        tell({ kind: "preparing", place: 0 });
        const onPlace = (place: number) => tell({ kind: "preparing", place });
        const deployed = await parts.deploy(call.source, call.source.server, { signal, onPlace });
        if (!deployed.ok) return tell({ kind: "failed", failure: deployed.failure });
        const { apiClients } = await import("#components/api/clients.ts");
        const { method, requestJson, rounds } = call;
        setDeploymentId(deployed.deploymentId);
        setComparison(noComparison);
        for (let round = 1; round <= rounds; round += 1) {
          tell({ kind: "calling", round, rounds });
          const asked = { deploymentId: deployed.deploymentId, method, requestJson };
          for await (const told of apiClients().wire.compareTransports(asked, { signal }))
            setComparison((last) => addCall(last, told));
        }
        return tell({ kind: "done", rounds });
      };
      compare().catch((error: unknown) => {
        if (signal.aborted) tell({ kind: "stopped" });
        else tell({ kind: "failed", failure: parts.explain(error) });
      });
    },
    [parts],
  );
  const stop = useCallback(() => current.current?.abort(), []);
  return { phase, comparison, deploymentId, run, stop };
}
