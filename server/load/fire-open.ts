import type { Arrival } from "#lib/load/pacer.ts";
import type { SegmentRun } from "./segment-run.ts";

/** Fires every arrival when it is due, whatever became of those before. */
export function fireOpen(run: SegmentRun, arrivals: readonly Arrival[]): void {
  let next = 0;
  const wake = () => {
    for (let arrival = arrivals[next]; arrival !== undefined; arrival = arrivals[next]) {
      if (!run.isDue(arrival.intendedUs)) break;
      next += 1;
      run.call({ intendedUs: arrival.intendedUs, level: arrival.level, client: 0, thinkUs: 0 });
    }
    const following = arrivals[next];
    if (following !== undefined) run.at(following.intendedUs, wake);
  };
  wake();
}
