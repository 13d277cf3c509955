import type { ReactNode } from "react";
import type { RunsJobs } from "#lib/cost/cost-run.ts";
import type { SizeField } from "#lib/cost/size-field.ts";

/** Why something could not be done, as the playground says it. */
export type FailureView = { readonly render: (onRetry: () => void) => ReactNode };

/** Code whose calls can be measured: the visitor's draft, or an example that is ready. */
export type CostSource = {
  /** `draft`, or a starter's name. */
  readonly id: string;
  readonly title: string;
  readonly meaning: string;
  readonly files: readonly { readonly path: string; readonly content: string }[];
};

/** A unary method whose request can carry n. */
export type CostMethod = {
  /** `greet.v1.Greeter/SayHello`. */
  readonly name: string;
  readonly protoPath: string;
  readonly sampleJson: string;
  /** At least one. */
  readonly fields: readonly SizeField[];
};

export type Described =
  | { readonly ok: true; readonly methods: readonly CostMethod[] }
  | { readonly ok: false; readonly failure: FailureView };

/** What the page around gives: it knows the playground, from which the code comes and by which runs are made. */
export type CostPageParts = {
  /** Read anew at every call: a draft may have changed in the meantime. */
  sources(): readonly CostSource[];
  /** Reads the schema; runs nothing. */
  describe(source: CostSource, signal: AbortSignal): Promise<Described>;
  /** Makes runs of the source's code. `onPlace`: the place in the server's line, 0 outside of it. */
  runner(
    source: CostSource,
    options: { readonly signal: AbortSignal; readonly onPlace: (place: number) => void },
  ): RunsJobs<FailureView>;
};
