import type { ReactNode } from "react";
import type { ApiClients } from "#components/api/clients.ts";
import type { LoadServer, LoadSource } from "./load-source.ts";

/** Why something could not be done, as the playground says it. */
export type FailureView = { readonly render: (onRetry: () => void) => ReactNode };

export type Deployed =
  | { readonly ok: true; readonly deploymentId: string }
  | { readonly ok: false; readonly failure: FailureView };

/** A unary method of a source, with a message that its schema allows. */
export type LoadMethod = {
  /** `greet.v1.Greeter/SayHello`. */
  readonly name: string;
  readonly sampleJson: string;
};

export type Described =
  | { readonly ok: true; readonly methods: readonly LoadMethod[] }
  | { readonly ok: false; readonly failure: FailureView };

/** What the page around gives to the load test: it knows the playground, from which the code comes. */
export type LoadParts = {
  /** Read anew at every call: a draft may have changed in the meantime. */
  sources(): readonly LoadSource[];
  /** Reads the schema; runs nothing. */
  describe(source: LoadSource, signal: AbortSignal): Promise<Described>;
  /** Saves the code and starts it. `onPlace`: the place in the server's line, 0 outside of it. Rejects when aborted. */
  deploy(
    source: LoadSource,
    server: LoadServer,
    options: { readonly signal: AbortSignal; readonly onPlace: (place: number) => void },
  ): Promise<Deployed>;
  explain(error: unknown): FailureView;
  api(): Promise<Pick<ApiClients, "loads">>;
  newId(): string;
};
