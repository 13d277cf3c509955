import { missing, stampNames } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { RunLayout } from "./lane.ts";
import { firstAfter } from "./span-columns.ts";
import { valueAt } from "./step-curve.ts";

/** How many calls are where at one moment of a run. */
export type PlaybackCounts = {
  readonly client: number;
  readonly network: number;
  readonly queued: number;
  readonly executing: number;
  readonly done: number;
};

/** A run to be played: all its moments, and the counts at any of them. Times are µs since the run's zero. */
export type Playback = {
  /** Every stamp of the run once, ascending: where "next event" stops. */
  readonly events: Uint32Array;
  countsAt(us: number): PlaybackCounts;
};

export function createPlayback(layout: RunLayout): Playback {
  const { concurrency, record } = layout;
  const endsUs = endsOf(record);
  let events: Uint32Array | null = null;
  return {
    // Eight stamps a row to sort: only who steps from event to event pays for it.
    get events() {
      events ??= eventsOf(record);
      return events;
    },
    countsAt: (us) => ({
      client: valueAt(concurrency.client, us),
      network: valueAt(concurrency.network, us),
      queued: valueAt(concurrency.queued, us),
      executing: valueAt(concurrency.executing, us),
      done: firstAfter(endsUs, us),
    }),
  };
}

/** The event after `us`, or the last one. */
export function nextEvent(events: Uint32Array, us: number): number {
  return events[Math.min(firstAfter(events, us), events.length - 1)] ?? us;
}

/** The event before `us`, or the first one. */
export function previousEvent(events: Uint32Array, us: number): number {
  return events[Math.max(0, firstAfter(events, us - 1) - 1)] ?? us;
}

function eventsOf({ attempts }: RunRecord): Uint32Array {
  const all = new Uint32Array(attempts.length * stampNames.length);
  stampNames.forEach((name, i) => {
    all.set(attempts[name].subarray(0, attempts.length), i * attempts.length);
  });
  all.sort();
  return all.filter((at, i) => at !== missing && at !== all[i - 1]);
}

function endsOf({ attempts }: RunRecord): Uint32Array {
  const ends = new Uint32Array(attempts.length).fill(missing);
  for (let row = 0; row < attempts.length; row++) {
    const [resumed, received] = [attempts.resumed[row] as number, attempts.received[row] as number];
    const last = received === missing ? (attempts.replied[row] as number) : received;
    ends[row] = resumed === missing ? last : resumed;
  }
  return ends.sort().filter((at) => at !== missing);
}
