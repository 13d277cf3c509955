import type { IncomingMessage, ServerResponse } from "node:http";
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import type { Service, Settings } from "#lib/gen/playground/v1/deployment_pb.ts";
import type { ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import type { OpenResult, Program } from "#server/sandbox/sandbox.ts";
import type { Asker } from "./start-line.ts";

/** What the gateway needs to run a deployment. Immutable, named by its content. */
export type HostedDeployment = {
  readonly id: string;
  readonly services: readonly Service[];
  readonly settings: Settings;
  readonly program: Program;
  /** `google.protobuf.FileDescriptorSet` of the visitor's protos and their imports. */
  readonly descriptorSet: Uint8Array;
};

/** An experiment to be run here and not in a browser. */
export type ClientPlan = {
  readonly deploymentId: string;
  readonly runId: string;
  readonly program: Program;
  readonly experiment: string;
  readonly settings: RunSettings;
};

export type ClientStart =
  /** Batches of facts, each as JSON, until the run is over or the signal fires. Throws when its runner is lost. */
  | { readonly ok: true; readonly facts: AsyncIterable<readonly string[]> }
  | { readonly ok: false; readonly problem: Exclude<OpenResult, { ok: true }>["problem"] };

/** From a request to a deployment and back. Records every attempt. */
export type Gateway = {
  /** Answers `/d/<id>/<package.Service>/<Method>` (Connect, gRPC-Web). */
  handleHttp1(request: IncomingMessage, response: ServerResponse): void;
  /** Answers gRPC by `x-deployment`, and every protocol below `/d/<id>/`. */
  handleHttp2(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void;
  /** Starts the deployment unless it runs, so that mistakes that show while loading are known now. */
  start(deployment: HostedDeployment, signal: AbortSignal, asker?: Asker): Promise<OpenResult>;
  /** Batches of events, the held ones first (perhaps none), then live. Ends with the signal. */
  watch(id: string, runId: string, signal: AbortSignal): AsyncIterable<WatchBatch>;
  /** Runs client code in a runner of its own, whose calls come in like all others. */
  runClient(plan: ClientPlan, asker: Asker, signal: AbortSignal): Promise<ClientStart>;
  /** Refuses new calls with UNAVAILABLE and resolves when the running ones are over. */
  drain(): Promise<void>;
};

export type WatchBatch = { readonly events: readonly ServerEvent[]; readonly dropped: number };
