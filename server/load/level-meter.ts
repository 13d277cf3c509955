import { create } from "@bufbuild/protobuf";
import {
  LatencyBucketsSchema,
  LatencyStart,
  type LoadOutcome,
  type LoadTick,
  LoadTickSchema,
  LoadOutcome as Outcome,
} from "#lib/gen/playground/v1/load_pb.ts";
import { countNames, phaseNames } from "#lib/load/merge-ticks.ts";
import { LatencyRecorder } from "./latency-recorder.ts";

/** A call that is over. Times are whole µs since the run's zero. */
export type FinishedCall = {
  readonly call: number;
  readonly client: number;
  readonly level: number;
  readonly intendedUs: number;
  readonly sentUs: number;
  readonly endedUs: number;
  /** Closed model: what the client thought before. */
  readonly thinkUs: number;
  readonly outcome: LoadOutcome;
  readonly code: number;
  /** Where the platform itself refused. */
  readonly reason: string;
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** As the reply told them. */
  readonly queueUs: number | null;
  readonly executionUs: number | null;
  readonly worker: number | null;
};

type Counts = Record<(typeof countNames)[number], number>;

const outcomeCounts = {
  [Outcome.OK]: "ok",
  [Outcome.ERROR]: "error",
  [Outcome.TIMEOUT]: "timeout",
  [Outcome.CANCELLED]: "cancelled",
  [Outcome.SHED]: "shed",
} as const satisfies Partial<Record<number, keyof Counts>>;

const starts = [LatencyStart.INTENDED, LatencyStart.SEND] as const;

/** Counts what happens on one level since the last cut. */
export class LevelMeter {
  readonly level: number;
  readonly #series = new Map<LoadOutcome, readonly [LatencyRecorder, LatencyRecorder]>();
  readonly #lag = new LatencyRecorder();
  #counts = zeros(countNames);
  #phases = zeros(phaseNames);
  #codes = new Map<string, { readonly code: number; readonly reason: string; count: number }>();
  #thinkUs = 0;
  #inFlight = 0;
  #inFlightUs = 0;
  #changedUs: number;
  #fromUs: number;

  /** From `fromUs` on, µs since the run's zero. */
  constructor(level: number, fromUs: number) {
    this.level = level;
    this.#changedUs = fromUs;
    this.#fromUs = fromUs;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  /** A call's intended start has come. */
  due(): void {
    this.#counts.due += 1;
  }

  unsent(): void {
    this.#counts.unsent += 1;
  }

  connected(count: number): void {
    this.#counts.connections += count;
  }

  sent(intendedUs: number, sentUs: number, isHeldBack: boolean, bytes: number): void {
    this.#change(sentUs, 1);
    this.#counts.sent += 1;
    this.#counts.requestBytes += bytes;
    if (isHeldBack) this.#counts.heldBack += 1;
    this.#lag.record(sentUs - intendedUs);
  }

  finished(call: FinishedCall): void {
    const { outcome, intendedUs, sentUs, endedUs } = call;
    this.#change(endedUs, -1);
    const count = outcomeCounts[outcome as keyof typeof outcomeCounts];
    this.#counts[count] += 1;
    this.#counts.responseBytes += call.responseBytes;
    this.#thinkUs += call.thinkUs;
    const [intended, send] = this.#recordersOf(outcome);
    intended.record(endedUs - intendedUs);
    send.record(endedUs - sentUs);
    if (outcome === Outcome.OK) this.#addPhases(call);
    else this.#addCode(call);
  }

  /** Everything since the last cut, which begins anew. */
  cut(toUs: number, isDraining: boolean): LoadTick {
    this.#change(toUs, 0);
    const lag = this.#lag.cut();
    const tick = create(LoadTickSchema, {
      ...{ level: this.level, fromUs: this.#fromUs, toUs, draining: isDraining },
      ...{
        counts: this.#counts,
        inFlight: this.#inFlight,
        inFlightUs: this.#inFlightUs,
        thinkUs: this.#thinkUs,
      },
      buckets: [...this.#series].flatMap(([outcome, recorders]) =>
        recorders.flatMap((recorder, at) => {
          const cut = recorder.cut();
          return cut === null
            ? []
            : [{ outcome, start: starts[at] ?? LatencyStart.UNSPECIFIED, ...unread(cut) }];
        }),
      ),
      ...(lag !== null && { lag: create(LatencyBucketsSchema, unread(lag)) }),
      phases: this.#phases,
      codes: [...this.#codes.values()],
    });
    this.#counts = zeros(countNames);
    this.#phases = zeros(phaseNames);
    this.#codes = new Map();
    this.#thinkUs = 0;
    this.#inFlightUs = 0;
    this.#fromUs = toUs;
    return tick;
  }

  #change(atUs: number, by: number): void {
    this.#inFlightUs += this.#inFlight * (atUs - this.#changedUs);
    this.#changedUs = atUs;
    this.#inFlight += by;
  }

  #recordersOf(outcome: LoadOutcome): readonly [LatencyRecorder, LatencyRecorder] {
    const known = this.#series.get(outcome);
    if (known !== undefined) return known;
    const made = [new LatencyRecorder(), new LatencyRecorder()] as const;
    this.#series.set(outcome, made);
    return made;
  }

  /** The parts of a latency add up to it, whatever the reply says of itself. */
  #addPhases({ intendedUs, sentUs, endedUs, queueUs, executionUs }: FinishedCall): void {
    if (queueUs === null || executionUs === null) return;
    const fromSend = endedUs - sentUs;
    const queue = Math.min(queueUs, fromSend);
    const execution = Math.min(executionUs, fromSend - queue);
    this.#phases.calls += 1;
    this.#phases.clientWaitUs += sentUs - intendedUs;
    this.#phases.queueUs += queue;
    this.#phases.executionUs += execution;
    this.#phases.networkUs += fromSend - queue - execution;
  }

  #addCode({ code, reason }: FinishedCall): void {
    const key = `${code} ${reason}`;
    const known = this.#codes.get(key);
    if (known === undefined) this.#codes.set(key, { code, reason, count: 1 });
    else known.count += 1;
  }
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

/** Messages are made of lists that may be written. */
function unread<
  Cut extends { lowUs: readonly number[]; highUs: readonly number[]; count: readonly number[] },
>(cut: Cut) {
  return { ...cut, lowUs: [...cut.lowUs], highUs: [...cut.highUs], count: [...cut.count] };
}
