import type { LoadTick } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadPlan } from "#lib/load/load-plan.ts";
import type { Agenda } from "./agenda.ts";
import type { LoadMeter } from "./load-meter.ts";
import type { Reply, Sender } from "./sender.ts";

/** What a run is made of. */
export type RunLoadParts = {
  readonly plan: LoadPlan;
  readonly agenda: Agenda;
  readonly sender: Sender;
  readonly meter: LoadMeter;
  /** Of all answers together; above, the run ends. */
  readonly maxResponseBytes: number;
  /** Fires when the run is to stop: what is under way is broken off. */
  readonly signal: AbortSignal;
  /** The clock begins: µs of the agenda's clock. */
  began(zeroUs: number): void;
  tell(tick: LoadTick): void;
  /** The first reply that was ok, and the first that was an error. */
  heard(reply: Reply): void;
};

export type LoadOver = { readonly kind: "completed" | "stopped" | "responseLimit" };
