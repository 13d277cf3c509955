import type { ReactNode } from "react";
import type { RunSettings } from "#lib/record/run-record.ts";

/** Why something could not be done, as the page around says it. */
export type FailureView = { readonly render: (onRetry: () => void) => ReactNode };

/** What is emulated around the handlers, chosen before the run: part of the deployment. */
export type TargetServer = Pick<RunSettings, "workers" | "queueLimit" | "network">;

/** Code whose methods can be called: the visitor's draft, or an example that is ready. */
export type TargetSource = {
  /** `draft`, or an example's name. */
  readonly id: string;
  /** In the page's language. */
  readonly title: string;
  readonly meaning: string;
  /** Every file of the project; the playground knows which belong to the server. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly server: TargetServer;
};

/** A unary method of a source, with a message that its schema allows. */
export type TargetMethod = {
  /** `greet.v1.Greeter/SayHello`. */
  readonly name: string;
  readonly sampleJson: string;
};

export type Described<Method extends TargetMethod = TargetMethod> =
  | { readonly ok: true; readonly methods: readonly Method[] }
  | { readonly ok: false; readonly failure: FailureView };

export type Deployed =
  | { readonly ok: true; readonly deploymentId: string }
  | { readonly ok: false; readonly failure: FailureView };

/** What the page around gives to a feature that calls methods: it knows the playground, from which the code comes. */
export type TargetParts<Method extends TargetMethod = TargetMethod> = {
  /** Read anew at every call: a draft may have changed in the meantime. */
  sources(): readonly TargetSource[];
  /** Reads the schema; runs nothing. Rejects when aborted. */
  describe(source: TargetSource, signal: AbortSignal): Promise<Described<Method>>;
};

/** The same, where the code is deployed by the feature itself. */
export type DeployParts = TargetParts & {
  /** Saves the code and starts it. `onPlace`: the place in the server's line, 0 outside of it. Rejects when aborted. */
  deploy(
    source: TargetSource,
    server: TargetServer,
    options: { readonly signal: AbortSignal; readonly onPlace: (place: number) => void },
  ): Promise<Deployed>;
  explain(error: unknown): FailureView;
};
