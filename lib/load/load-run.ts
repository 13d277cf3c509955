import { assertNever } from "#lib/assert.ts";
import type { LoadStarted, LoadSummary, LoadTick, RunLoadResponse } from "#lib/gen/playground/v1/load_pb.ts";

/** One load test as far as it is known: what the stream has said. Everything shown of it folds this. */
export type LoadRun = {
  /** Place in line: 1 is the next turn; 0: not waiting. */
  readonly place: number;
  readonly started: LoadStarted | null;
  readonly ticks: readonly LoadTick[];
  /** There is one when it is over. */
  readonly summary: LoadSummary | null;
};

export const noLoad: LoadRun = { place: 0, started: null, ticks: [], summary: null };

/** Adds what the server said. Pure: the older state stays valid. */
export function addLoadEvent(run: LoadRun, { event }: RunLoadResponse): LoadRun {
  switch (event.case) {
    case "queued":
      return { ...run, place: event.value.place };
    case "started":
      return { ...run, place: 0, started: event.value };
    case "tick":
      return { ...run, ticks: [...run.ticks, event.value] };
    case "summary":
      return { ...run, summary: event.value };
    case undefined:
      return run;
    default:
      return assertNever(event);
  }
}

/** The ticks of one level of a sweep or a step. */
export function ticksOfLevel({ ticks }: LoadRun, level: number): readonly LoadTick[] {
  return ticks.filter((tick) => tick.level === level);
}
