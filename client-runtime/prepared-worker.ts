import type { ClientRun } from "./messages.ts";
import type { FrameToWorker, WorkerToFrame } from "./worker-messages.ts";

export type WorkerReady = Extract<WorkerToFrame, { kind: "ready" }>;

export type PreparedWorker = {
  readonly ready: Promise<WorkerReady>;
  /** `onFacts` is handed what came in their place: the visitor's code may have sent it. */
  run(run: ClientRun, onFacts: (facts: unknown) => void): void;
  /** Ends it wherever it is, also in a blocking call or an endless loop. */
  terminate(): void;
};

/** Starts a worker from the runtime's own text and lets it get ready for a run. The caller terminates it. */
export function startWorker(source: string, origin: string): PreparedWorker {
  // A script of another origin than the (opaque) worker's would have its errors muted by the browser, those of the
  // visitor's code in it included; a blob's are its own.
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const worker = new Worker(url);
  URL.revokeObjectURL(url);
  const { port1: port, port2 } = new MessageChannel();
  worker.postMessage(null, [port2]);
  const send = (message: FrameToWorker) => port.postMessage(message);
  let onFacts: (facts: unknown) => void = () => {};
  const ready = new Promise<WorkerReady>((resolve) => {
    port.onmessage = ({ data }: MessageEvent<WorkerToFrame | null>) => {
      if (data?.kind === "ready") resolve(data);
      else if (data?.kind === "facts") onFacts(data.facts);
    };
  });
  send({ kind: "prepare", origin });
  return {
    ready,
    run(run, listener) {
      onFacts = listener;
      send({ kind: "run", run });
    },
    terminate() {
      onFacts = () => {};
      port.close();
      worker.terminate();
    },
  };
}
