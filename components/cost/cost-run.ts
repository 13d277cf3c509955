import type { FailureView } from "#components/target/target.ts";
import type { GrowthProgress } from "#lib/cost/growth-stages.ts";
import type { WireProgress } from "#lib/cost/measure-wire.ts";

/** A measurement and how far it got; what was measured stays, however it ended. */
export type CostRun = {
  readonly id: number;
  readonly target: string;
  /** `n`, as the field is called. */
  readonly field: string;
  readonly from: number;
  readonly to: number;
  /** Emulated: the way there is not the machine's own. */
  readonly isEmulated: boolean;
  readonly state: "running" | "stopping" | "done" | "stopped" | "failed";
  /** The place in the server's line. */
  readonly place: number;
  readonly seed: number;
  /** All calls answered so far, of every stage. */
  readonly calls: number;
  readonly tookMs: number;
  readonly failure: FailureView | null;
  readonly measured:
    | { readonly kind: "growth"; readonly progress: GrowthProgress | null }
    | { readonly kind: "wire"; readonly progress: WireProgress | null };
};

export function isLive({ state }: CostRun): boolean {
  return state === "running" || state === "stopping";
}
