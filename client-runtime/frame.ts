import type { LimitName } from "#lib/limits.ts";
import { createFactGate } from "#lib/record/fact-gate.ts";
import type { ClientFact, ClientRun, FrameToPage, PageToFrame } from "./messages.ts";
import { type PreparedWorker, startWorker } from "./prepared-worker.ts";
import { type RunWatch, watchRun } from "./run-watch.ts";
import { listReachable } from "./server-clock.ts";

/** The worker's bundle as text, put here by the asset build. */
declare const WORKER_SOURCE: string;

/**
 * The sandboxed document between page and worker. It holds one worker that waits for the next run, and ends each after
 * its run: what visitors' code left behind in one never meets another.
 */
type Running = {
  readonly runId: string;
  readonly worker: PreparedWorker;
  readonly watch: RunWatch;
  readonly timer: ReturnType<typeof setTimeout>;
};

/** The page's offer; the hosts are those that answered. */
let offer: { readonly origin: string; readonly hosts: Promise<readonly string[]> } | undefined;
let waiting: PreparedWorker | undefined;
let running: Running | undefined;

// The page's origin is not known here, and nothing sent to it is secret from whoever embeds this document (`frame-ancestors`).
const tell = (message: FrameToPage) => parent.postMessage(message, "*");

addEventListener("message", ({ source, data }: MessageEvent<PageToFrame>) => {
  if (source !== parent) return;
  switch (data.kind) {
    case "prepare":
      offer = { origin: data.baseUrl, hosts: listReachable(data.hosts) };
      waiting?.terminate();
      waiting = undefined;
      void prepare();
      return;
    case "run":
      end();
      start(data.run);
      return;
    case "stop":
      if (running?.runId === data.runId) {
        tellFacts(data.runId, running.watch.lastSilence());
        end();
        void prepare();
      }
      tell({ kind: "stopped", runId: data.runId });
  }
});

document.addEventListener("visibilitychange", () => {
  if (document.hidden && running !== undefined)
    tellFacts(running.runId, [{ kind: "mark", mark: "hiddenTab" }]);
});

/** Has a worker wait, and says so. */
async function prepare(): Promise<void> {
  if (offer === undefined) return;
  const worker = startWorker(WORKER_SOURCE, offer.origin);
  waiting = worker;
  const [{ stepUs, isolated }, hosts] = await Promise.all([worker.ready, offer.hosts]);
  if (waiting === worker) tell({ kind: "ready", stepUs, isolated, hosts });
}

function start(run: ClientRun): void {
  const worker = waiting ?? startWorker(WORKER_SOURCE, new URL(run.baseUrls[0] ?? "").origin);
  waiting = undefined;
  const watch = watchRun();
  const timer = setTimeout(() => stopAtLimit(run.runId, "runMs", run.maxRunMs), run.maxRunMs);
  const gate = createFactGate(run.maxFacts);
  running = { runId: run.runId, worker, watch, timer };
  // The visitor's code shares the worker with the runtime, and may post what it likes.
  worker.run(run, (said) => {
    const facts = gate.read(said);
    if (facts === null) return stopAtLimit(run.runId, "maxFactsPerRun", run.maxFacts);
    watch.see(facts);
    tellFacts(run.runId, facts);
    if (!facts.some((fact) => fact.kind === "ended")) return;
    end();
    void prepare();
  });
  if (document.hidden) tellFacts(run.runId, [{ kind: "mark", mark: "hiddenTab" }]);
}

/** The worker may be in an endless loop: only the frame can end it. */
function stopAtLimit(runId: string, limit: LimitName, value: number): void {
  if (running?.runId !== runId) return;
  const { watch } = running;
  const outcome = { kind: "limit", limit, value } as const;
  tellFacts(runId, [...watch.lastSilence(), { kind: "ended", atUs: watch.now(), outcome }]);
  end();
  void prepare();
}

function end(): void {
  if (running === undefined) return;
  clearTimeout(running.timer);
  running.worker.terminate();
  running = undefined;
}

function tellFacts(runId: string, facts: readonly ClientFact[]): void {
  if (facts.length > 0) tell({ kind: "facts", runId, facts });
}
