import type { FailureView, TargetMethod, TargetParts, TargetSource } from "#components/target/target.ts";
import type { RunsJobs } from "#lib/cost/cost-run.ts";
import type { SizeField } from "#lib/cost/size-field.ts";

/** A unary method whose request can carry n. */
export type CostMethod = TargetMethod & {
  readonly protoPath: string;
  /** At least one. */
  readonly fields: readonly SizeField[];
};

/** What the page around gives: it knows the playground, from which the code comes and by which runs are made. */
export type CostPageParts = TargetParts<CostMethod> & {
  /** Makes runs of the source's code. `onPlace`: the place in the server's line, 0 outside of it. */
  runner(
    source: TargetSource,
    options: { readonly signal: AbortSignal; readonly onPlace: (place: number) => void },
  ): RunsJobs<FailureView>;
};
