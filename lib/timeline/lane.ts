import type { RunRecord, StreamMessageFact } from "#lib/record/run-record.ts";
import type { SpanColumns } from "./span-columns.ts";
import type { MipLevel } from "./span-mips.ts";
import type { StepCurve } from "./step-curve.ts";

export const laneKinds = [
  "client",
  "connection",
  "networkOut",
  "serverThread",
  "queue",
  "worker",
  "idleSlots",
  "networkBack",
  "resume",
] as const;
export type LaneKind = (typeof laneKinds)[number];

/** One lane of one run: what it is, and its spans sorted by start. Times are µs since the run's zero. */
export type Lane = {
  /** `client:0`, `queue`, `worker:1:4`: stable while a run grows. */
  readonly id: string;
  readonly kind: LaneKind;
  /** Thread of a client lane, slot of a worker lane, first slot of idle slots, otherwise 0. */
  readonly index: number;
  /** Worker slots that the lane stands for: one, or as many as idle side by side. 0 in other lanes. */
  readonly slots: number;
  readonly replica: number;
  readonly spans: SpanColumns;
  /** Lines that the spans need: the largest number at one moment. 1 in a worker slot. */
  readonly rows: number;
  /** The longest span, µs: how far before a view a span may begin that still reaches into it. */
  readonly longestUs: number;
  /** Present where spans never overlap. */
  readonly mips: readonly MipLevel[];
  /** Present where spans overlap: how many at each moment. */
  readonly depth: StepCurve | null;
  /** Client and server threads only. */
  readonly beats: Uint32Array;
  readonly gaps: readonly BeatGap[];
  /** After the last heartbeat of a thread that was ended nobody knows it free; `missing`: free to the run's end. */
  readonly freeUntilUs: number;
};

/** A heartbeat that should have fired and did not: the thread could not react. Until `missing`: it still cannot. */
export type BeatGap = { readonly fromUs: number; readonly toUs: number };

/** Stacked curves of the concurrency strip; ∫ of each = Σ of the matching durations (invariant I5). */
export type Concurrency = {
  readonly client: StepCurve;
  readonly network: StepCurve;
  readonly queued: StepCurve;
  readonly executing: StepCurve;
  /** Slots held for callers who had given up. */
  readonly wasted: StepCurve;
  /** Largest total at one moment. */
  readonly peak: number;
  /** Mean number of calls in the system over the makespan, L. */
  readonly meanInFlight: number;
  /** λ·W over the same window: Little's law says it equals L. */
  readonly littleInFlight: number;
};

/** A run as lanes. A pure function of the record. */
export type RunLayout = {
  /** As it was told, also where `isRaw`. */
  readonly record: RunRecord;
  /** The server's lanes are on the server's own clock (raw-clock.ts). */
  readonly isRaw: boolean;
  /** The record's messages, on the clock that is drawn. */
  readonly messages: readonly StreamMessageFact[];
  /** The first intended start, µs since the run's zero: x = 0 of the panel. */
  readonly originUs: number;
  /** Last stamp of the run, or now while it goes on. */
  readonly endUs: number;
  /** As `endUs`, work for callers who had left included: what a view must hold. */
  readonly lastUs: number;
  /** From the first intended start to the last resume, µs. */
  readonly makespanUs: number;
  readonly lanes: readonly Lane[];
  readonly concurrency: Concurrency;
  /** Worker slots; null: unlimited. */
  readonly workers: number | null;
  /** No attempt has a server stamp: calls failed before they arrived. */
  readonly withoutServer: boolean;
};
