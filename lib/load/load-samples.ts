import { LoadOutcome, type LoadTick } from "#lib/gen/playground/v1/load_pb.ts";
import type { LatencyOutcome } from "#lib/statistics/latency-series.ts";

/** Where a value of a column is missing. */
export const unknownUs = 0xffff_ffff;
export const unknownWorker = 0xffff;

/**
 * Single calls of a load test, a row each, in the order of their slots. `seen` of them finished; more than there are rows
 * means that the rows are a random choice of all. Times are µs since the run's zero, latencies µs.
 */
export type LoadSampleTable = {
  readonly length: number;
  readonly seen: number;
  readonly call: Uint32Array;
  readonly intendedUs: Uint32Array;
  /** From the intended start, and from the send. */
  readonly latencyUs: Uint32Array;
  readonly fromSendUs: Uint32Array;
  /** `LoadOutcome`. */
  readonly outcome: Uint8Array;
  /** gRPC code. */
  readonly code: Uint8Array;
  /** As the reply told them; `unknownUs` where it did not. */
  readonly queueUs: Uint32Array;
  readonly executionUs: Uint32Array;
  readonly client: Uint32Array;
  readonly level: Uint8Array;
  /** Worker slot as the reply told it; `unknownWorker` where it did not. */
  readonly worker: Uint16Array;
};

/** The samples of all ticks together: a row sent later takes the place of the one with the same slot. */
export function toSampleTable(ticks: readonly LoadTick[]): LoadSampleTable {
  let length = 0;
  let seen = 0;
  for (const { samples } of ticks) {
    if (samples === undefined) continue;
    for (const slot of samples.slot) length = Math.max(length, slot + 1);
    seen = Math.max(seen, samples.seen);
  }
  const column = () => new Uint32Array(length);
  const table = {
    ...{ length, seen, call: column(), intendedUs: column(), latencyUs: column(), fromSendUs: column() },
    ...{ outcome: new Uint8Array(length), code: new Uint8Array(length) },
    ...{ queueUs: column(), executionUs: column(), client: column(), level: new Uint8Array(length) },
    worker: new Uint16Array(length),
  };
  for (const { samples } of ticks) {
    samples?.slot.forEach((slot, row) => {
      table.call[slot] = samples.call[row] ?? 0;
      table.intendedUs[slot] = samples.intendedUs[row] ?? 0;
      table.latencyUs[slot] = samples.latencyUs[row] ?? 0;
      table.fromSendUs[slot] = samples.fromSendUs[row] ?? 0;
      table.outcome[slot] = samples.outcome[row] ?? 0;
      table.code[slot] = samples.code[row] ?? 0;
      table.queueUs[slot] = samples.queueUs[row] ?? unknownUs;
      table.executionUs[slot] = samples.executionUs[row] ?? unknownUs;
      table.client[slot] = samples.client[row] ?? 0;
      table.level[slot] = samples.level[row] ?? 0;
      table.worker[slot] = Math.min(samples.worker[row] ?? unknownWorker, unknownWorker);
    });
  }
  return table;
}

/** The outcome as the other charts name it. */
export function outcomeName(outcome: LoadOutcome): LatencyOutcome {
  switch (outcome) {
    case LoadOutcome.OK:
      return "ok";
    case LoadOutcome.TIMEOUT:
      return "timeout";
    case LoadOutcome.CANCELLED:
      return "cancelled";
    case LoadOutcome.SHED:
      return "shed";
    default:
      return "failed";
  }
}

/** Rows of the sample table that are calls of a level and were answered, in the order of their intended start. */
export function okRows(samples: LoadSampleTable, level: number): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < samples.length; row++) {
    if (samples.level[row] === level && samples.outcome[row] === LoadOutcome.OK) rows.push(row);
  }
  return rows.sort((a, b) => (samples.intendedUs[a] ?? 0) - (samples.intendedUs[b] ?? 0) || a - b);
}
