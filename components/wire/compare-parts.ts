import type { ReactNode } from "react";

/** Why something could not be done, as the page around says it. */
export type FailureView = { readonly render: (onRetry: () => void) => ReactNode };

/** Code whose methods can be called: the visitor's draft, or an example that is ready. */
export type CallSource = {
  readonly id: string;
  /** In the page's language. */
  readonly title: string;
  readonly meaning: string;
  /** A distance or a bandwidth is emulated around its calls. */
  readonly isEmulated: boolean;
};

export type CallMethod = { readonly name: string; readonly sampleJson: string };

export type Described =
  | { readonly ok: true; readonly methods: readonly CallMethod[] }
  | { readonly ok: false; readonly failure: FailureView };

export type Deployed =
  | { readonly ok: true; readonly deploymentId: string }
  | { readonly ok: false; readonly failure: FailureView };

/** What the page around gives to the comparison: it knows the playground, from which the code comes. */
export type CompareParts = {
  readonly sources: readonly CallSource[];
  /** Reads the schema; runs nothing. Rejects when aborted. */
  describe(sourceId: string, signal: AbortSignal): Promise<Described>;
  /** Saves the code and starts it. `onPlace`: the place in the server's line, 0 outside of it. Rejects when aborted. */
  deploy(
    sourceId: string,
    options: { readonly signal: AbortSignal; readonly onPlace: (place: number) => void },
  ): Promise<Deployed>;
  explain(error: unknown): FailureView;
};
