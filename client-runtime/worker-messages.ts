import type { ClientFact, ClientRun } from "./messages.ts";

/**
 * What frame and worker tell each other, over a port of their own: the worker's global `postMessage` belongs to the
 * visitor's code.
 */
export type FrameToWorker =
  | { readonly kind: "prepare"; readonly origin: string }
  | { readonly kind: "run"; readonly run: ClientRun };

export type WorkerToFrame =
  | { readonly kind: "ready"; readonly stepUs: number; readonly isolated: boolean }
  | { readonly kind: "facts"; readonly facts: readonly ClientFact[] };
