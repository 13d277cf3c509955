import type { LoadPlan } from "#lib/load/load-plan.ts";
import type { Target } from "./dial.ts";
import type { LoadOver } from "./run-parts.ts";

/** What the generator is to fire, and where. */
export type FiringJob = {
  /** Settled (lib/load/settle-plan.ts). */
  readonly plan: LoadPlan;
  readonly runId: string;
  /** The encoded request. */
  readonly message: Uint8Array;
  readonly target: Target;
  /** What serves the calls. */
  readonly server: { readonly workers: number; readonly replicas: number };
  readonly maxSamples: number;
  readonly maxResponseBytes: number;
};

/** Server → generator. */
export type GeneratorOrder = { readonly kind: "fire"; readonly job: FiringJob } | { readonly kind: "stop" };

/** Generator → server, in this order; `over` is the last one. */
export type GeneratorWord =
  | { readonly kind: "ready" }
  /** `ownUs`: what it measures of a server that does nothing (rehearse.ts); null: it could not tell. */
  | { readonly kind: "began"; readonly zeroUnixMs: number; readonly ownUs: number | null }
  /** A LoadTick in protobuf's binary format. */
  | { readonly kind: "tick"; readonly tick: Uint8Array }
  | { readonly kind: "answer"; readonly answer: Uint8Array }
  | { readonly kind: "error"; readonly code: number; readonly reason: string; readonly message: string }
  /** `summary`: a LoadSummary of all ticks. Folding them takes long enough to be no work for the server. */
  | { readonly kind: "over"; readonly how: LoadOver["kind"]; readonly summary: Uint8Array };
