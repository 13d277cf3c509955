import type { FailureView, TargetServer } from "#components/target/target.ts";
import type { RunLoadResponse } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import { addLoadEvent, type LoadRun, noLoad } from "#lib/load/load-run.ts";

/** Where a run stands. `place` in the server's line, 1 for the next turn; 0: it does not wait there. */
export type VisitPhase =
  | { readonly kind: "preparing"; readonly place: number }
  | { readonly kind: "queued"; readonly place: number }
  | { readonly kind: "running" }
  | { readonly kind: "ended" };

/** A load test of this visit: what was asked for, where it stands, and what is known of it. */
export type VisitRun = {
  readonly id: string;
  /** 1, 2, 3 … within the visit. */
  readonly number: number;
  /** What was loaded, by the name its visitor chose it under. */
  readonly target: string;
  /** As settled by the page, with the deployment once there is one. */
  readonly plan: LoadPlan;
  readonly server: TargetServer;
  readonly phase: VisitPhase;
  readonly load: LoadRun;
  readonly failure: FailureView | null;
  /** The visitor pressed Stop, and the server has not ended it yet. */
  readonly isStopping: boolean;
};

type Facts = Pick<VisitRun, "id" | "number" | "target" | "plan" | "server">;

export function newVisitRun(facts: Facts): VisitRun {
  return {
    ...facts,
    phase: { kind: "preparing", place: 0 },
    load: noLoad,
    failure: null,
    isStopping: false,
  };
}

/** The run after what its stream said. */
export function foldVisitRun(run: VisitRun, response: RunLoadResponse): VisitRun {
  const load = addLoadEvent(run.load, response);
  if (load.summary !== null) return { ...run, load, phase: { kind: "ended" }, isStopping: false };
  if (load.started !== null) return { ...run, load, phase: { kind: "running" } };
  return { ...run, load, phase: { kind: "queued", place: load.place } };
}

export function isOver({ phase }: Pick<VisitRun, "phase">): boolean {
  return phase.kind === "ended";
}

/** How far the run has come, µs since its zero. */
export function elapsedUs({ load: { ticks } }: Pick<VisitRun, "load">): number {
  return ticks.at(-1)?.toUs ?? 0;
}
