import type { Run } from "./evidence.ts";
import { makespan } from "./measure.ts";

/**
 * A run of the learner's code against the same run of the starter, where absolute numbers depend on the machine: how many
 * times as long the learner's took. Undefined when one of them did not come to its end.
 */
export function contrast(
  run: Run,
  starter: Run,
  measure: (run: Run) => number | undefined = wholeRun,
): number | undefined {
  const [own, before] = [measure(run), measure(starter)];
  return own === undefined || before === undefined || before === 0 ? undefined : own / before;
}

function wholeRun({ calls }: Run): number | undefined {
  return makespan(calls);
}
