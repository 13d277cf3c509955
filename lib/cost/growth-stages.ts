import type { Limits } from "#lib/limits.ts";
import { createRandom, type Random } from "#lib/random.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { type CallSample, samplesOf } from "./call-samples.ts";
import { bareSettings, type CostEnd, type CostParts } from "./cost-run.ts";
import { type CostTarget, type SweepPlan, toSweepProgram } from "./sweep-program.ts";

/** T(n) and S(n) of one method. */
export type GrowthAsk = {
  readonly target: CostTarget;
  readonly from: number;
  readonly to: number;
  /** Larger sizes than `to` are tried while the growth is small beside the fixed cost. */
  readonly extend: boolean;
  readonly budgetMs: number;
  readonly seed: number;
  readonly limits: Pick<Limits, "turnMs" | "cpuBurstMs" | "cpuSustainedShare" | "maxCallsPerRun" | "runMs">;
};

/** `ladder`: how far can n go. `empty`: the same call with a handler that does nothing. */
export type GrowthStage = "ladder" | "empty" | "time" | "larger" | "heap";

export type GrowthProgress = {
  readonly stage: GrowthStage;
  /** Calls of this stage that were planned, and answered. */
  readonly planned: number;
  readonly made: number;
  /** One call per size, ascending and partly cold: no part of any fit. */
  readonly ladder: readonly CallSample[];
  readonly empty: readonly CallSample[];
  readonly time: readonly CallSample[];
  readonly heap: readonly CallSample[];
  /** The largest size that the time or a limit allowed; null: not known yet. */
  readonly largest: number | null;
};

type Part = "ladder" | "empty" | "time" | "heap";

export type StageOptions = {
  /** So many calls at the beginning only warm up; but at least `keep` count, where time runs out. */
  readonly drop?: number;
  readonly keep?: number;
  /** `server.ts` in place of the visitor's. */
  readonly server?: string;
  /** Whether a call that a limit ends, after `answered` others, ends the stage only, and not the measurement. */
  readonly onLimit?: (answered: number) => boolean;
};

const nothing: GrowthProgress = {
  stage: "ladder",
  planned: 0,
  made: 0,
  ladder: [],
  empty: [],
  time: [],
  heap: [],
  largest: null,
};

/** Of the runner's portion of processor time, so that no measurement ends it. */
const cpuShare = 0.6;
/** However slow the beginning was, a stage may take this share of the time. */
const leastShare = 0.15;

/** Limits that a call's size can meet, and that end the runner. */
const endsRunner: ReadonlySet<string> = new Set(["turnMs", "memoryMb", "processMemoryMb"]);

/** Makes the runs of one measurement, tells what they measured, and knows what is left to spend. */
export class GrowthStages<Problem> {
  readonly ask: GrowthAsk;
  readonly random: Random;
  progress = nothing;
  /** A size that a limit ended: it is not tried again, since a runner that dies three times has to rest. */
  tooLarge = Number.POSITIVE_INFINITY;
  readonly #parts: CostParts<Problem, GrowthProgress>;
  readonly #beganMs: number;
  #spentUs = 0;

  constructor(ask: GrowthAsk, parts: CostParts<Problem, GrowthProgress>) {
    this.ask = ask;
    this.random = createRandom(ask.seed);
    this.#parts = parts;
    this.#beganMs = parts.nowMs();
  }

  /** Until `share` of the time is over. */
  leftMs(share: number): number {
    return this.ask.budgetMs * share - (this.#parts.nowMs() - this.#beganMs);
  }

  /** Of the processor time that the deployment's limits leave to a measurement. */
  cpuLeftUs(): number {
    const { cpuBurstMs, cpuSustainedShare } = this.ask.limits;
    const refillMs = (this.#parts.nowMs() - this.#beganMs) * cpuSustainedShare;
    return cpuShare * (cpuBurstMs + refillMs) * 1_000 - this.#spentUs;
  }

  /** How long a stage may begin calls, that ends when `share` of the time is over. */
  untilMs(share: number): number {
    const { budgetMs, limits } = this.ask;
    return Math.min(limits.runMs * 0.9, Math.max(budgetMs * leastShare, this.leftMs(share)));
  }

  /** One run. Null: the measurement may go on. */
  async perform(
    stage: GrowthStage,
    part: Part,
    plan: Omit<SweepPlan, "seed">,
    options: StageOptions = {},
  ): Promise<CostEnd<Problem> | null> {
    const { target, limits } = this.ask;
    const calls = plan.calls.filter(({ n }) => n < this.tooLarge).slice(0, limits.maxCallsPerRun);
    const before = this.progress[part];
    const tell = (record: RunRecord | null) => {
      const made = record === null ? [] : samplesOf(record, calls);
      const kept = [...before, ...withoutWarmUp(made, options)];
      this.progress = { ...this.progress, stage, planned: calls.length, made: made.length, [part]: kept };
      this.#parts.onProgress(this.progress);
      return made;
    };
    tell(null);
    const client = toSweepProgram(target, { ...plan, calls, seed: this.random.whole(1, 2 ** 30) });
    const server = options.server ?? null;
    const { record, problem } = await this.#parts.run({ client, server, settings: bareSettings }, tell);
    const made = tell(record);
    if (server === null) this.#spentUs += made.reduce((sum, { cpuUs }) => sum + (cpuUs ?? 0), 0);
    if (isEndedByLimit(record) && options.onLimit?.(made.length)) {
      this.#spentUs += limits.turnMs * 1_000;
      this.tooLarge = Math.min(this.tooLarge, calls[made.length]?.n ?? Number.POSITIVE_INFINITY);
    } else if (problem !== null) return { kind: "failed", problem };
    return this.#parts.isStopped() ? { kind: "stopped" } : null;
  }
}

function withoutWarmUp(made: readonly CallSample[], { drop = 0, keep = 0 }: StageOptions) {
  return made.slice(Math.min(drop, Math.max(0, made.length - keep)));
}

/** The runner's end is told by its own event, which may come after the run, and by how the call was refused. */
function isEndedByLimit(record: RunRecord | null): boolean {
  if (record === null) return false;
  const { outcome } = record.header;
  const limits = [
    ...record.runnerEvents.filter(({ state }) => state === "stopped").map(({ limit }) => limit),
    ...Array.from(record.details.values(), ({ refusal }) => refusal?.values.limit),
    outcome.kind === "threw" ? outcome.refusal?.values.limit : undefined,
  ];
  return limits.some((limit) => limit !== undefined && endsRunner.has(limit));
}
