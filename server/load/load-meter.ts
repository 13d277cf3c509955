import { create } from "@bufbuild/protobuf";
import { type LoadSamples, LoadSamplesSchema, type LoadTick } from "#lib/gen/playground/v1/load_pb.ts";
import { unknownUs } from "#lib/load/load-samples.ts";
import { Reservoir } from "#lib/load/reservoir.ts";
import type { Random } from "#lib/random.ts";
import { type FinishedCall, LevelMeter } from "./level-meter.ts";

const maxUint32 = 0xffff_ffff;

/** Turns what happens in a run into ticks: counts and buckets of each level, and a bounded choice of single calls. */
export class LoadMeter {
  /** Bytes of all answers so far. */
  responseBytes = 0;
  readonly #reservoir: Reservoir;
  readonly #levels = new Map<number, LevelMeter>();
  #samples: { slot: number; call: FinishedCall }[] = [];
  #sequence = 0;

  constructor(maxSamples: number, random: Random) {
    this.#reservoir = new Reservoir(maxSamples, random);
  }

  /** A level begins, µs since the run's zero. */
  open(level: number, fromUs: number): LevelMeter {
    const meter = new LevelMeter(level, fromUs);
    this.#levels.set(level, meter);
    return meter;
  }

  get levels(): readonly LevelMeter[] {
    return [...this.#levels.values()];
  }

  /** Undefined: the level is not open. */
  of(level: number): LevelMeter | undefined {
    return this.#levels.get(level);
  }

  finished(call: FinishedCall): void {
    this.#opened(call.level).finished(call);
    this.responseBytes += call.responseBytes;
    const slot = this.#reservoir.take();
    if (slot !== null) this.#samples.push({ slot, call });
  }

  /** The next tick of a level. Samples of all levels travel with whichever is cut first. */
  cut(level: number, toUs: number, isDraining: boolean): LoadTick {
    const tick = this.#opened(level).cut(toUs, isDraining);
    tick.sequence = this.#sequence++;
    if (this.#samples.length > 0) tick.samples = this.#takeSamples();
    return tick;
  }

  /** After its last tick. */
  close(level: number): void {
    this.#levels.delete(level);
  }

  /** Throws for a level that is not open: a call would be lost. */
  #opened(level: number): LevelMeter {
    const meter = this.#levels.get(level);
    if (meter === undefined) throw new Error(`level ${level} is not open`);
    return meter;
  }

  #takeSamples(): LoadSamples {
    const rows = this.#samples;
    this.#samples = [];
    const column = (of: (call: FinishedCall) => number) =>
      rows.map(({ call }) => Math.min(of(call), maxUint32));
    return create(LoadSamplesSchema, {
      slot: rows.map(({ slot }) => slot),
      call: column(({ call }) => call),
      intendedUs: column(({ intendedUs }) => intendedUs),
      latencyUs: column(({ endedUs, intendedUs }) => endedUs - intendedUs),
      fromSendUs: column(({ endedUs, sentUs }) => endedUs - sentUs),
      outcome: column(({ outcome }) => outcome),
      code: column(({ code }) => code),
      queueUs: column(({ queueUs }) => queueUs ?? unknownUs),
      executionUs: column(({ executionUs }) => executionUs ?? unknownUs),
      client: column(({ client }) => client),
      level: column(({ level }) => level),
      worker: column(({ worker }) => worker ?? unknownUs),
      seen: this.#reservoir.seen,
    });
  }
}
