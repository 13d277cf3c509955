import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import type { LoadSampleTable } from "#lib/load/load-samples.ts";

const outcomes: readonly LoadOutcome[] = [
  LoadOutcome.OK,
  LoadOutcome.ERROR,
  LoadOutcome.TIMEOUT,
  LoadOutcome.CANCELLED,
  LoadOutcome.SHED,
];

/** A column holds numbers; one that this page does not know is none. */
export function toOutcome(value: number | undefined): LoadOutcome {
  return outcomes.find((outcome) => outcome === value) ?? LoadOutcome.UNSPECIFIED;
}

export function outcomeAt({ outcome }: LoadSampleTable, row: number): LoadOutcome {
  return toOutcome(outcome[row]);
}
