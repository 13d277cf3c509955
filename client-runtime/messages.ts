import type { ClientFact } from "#lib/record/run-facts.ts";
import type { RunSettings } from "#lib/record/run-record.ts";

export type { ClientAttempt, ClientFact, ClientOutcome, Ping } from "#lib/record/run-facts.ts";

/**
 * What page, frame and worker tell each other. The page talks to the frame (`frame.ts`, an opaque origin) by
 * postMessage; the frame owns one worker a run and passes the rest on.
 *
 * Times are integer µs since the run's zero on the worker's clock, unless a name says otherwise.
 */
export type PageToFrame =
  /** Spawns the next worker and aligns its clock, so that Run finds it warm. Answered by `ready`, again after every
   *  run. `baseUrl` and `hosts` are origins (`http://s1.localhost:3000`). */
  | { readonly kind: "prepare"; readonly baseUrl: string; readonly hosts: readonly string[] }
  | { readonly kind: "run"; readonly run: ClientRun }
  /** Ends the worker at once; attempts under way stay open in the record. Answered by `stopped`. */
  | { readonly kind: "stop"; readonly runId: string };

export type ClientRun = {
  readonly runId: string;
  /** Absolute URLs below which the deployment answers, `http://127.0.0.1:3000/d/<id>`. The first is the page's own host;
   *  more are used only when six calls are already open on each one before (HTTP/1.1 limit of browsers). */
  readonly baseUrls: readonly string[];
  readonly modules: readonly { readonly path: string; readonly code: string; readonly sourceMap: string }[];
  readonly experiment: string;
  readonly settings: RunSettings;
  readonly maxRunMs: number;
  readonly maxFacts: number;
  readonly logBytes: number;
};

export type FrameToPage =
  /** A worker waits. `stepUs` is the clock's step; `hosts` those of the offered host names that answered. */
  | {
      readonly kind: "ready";
      readonly stepUs: number;
      readonly isolated: boolean;
      readonly hosts: readonly string[];
    }
  | { readonly kind: "facts"; readonly runId: string; readonly facts: readonly ClientFact[] }
  | { readonly kind: "stopped"; readonly runId: string };
