import { measureClockStep } from "./clock-step.ts";
import { runExperiment } from "./run-experiment.ts";
import { type RawPing, readServerClock } from "./server-clock.ts";
import type { FrameToWorker, WorkerToFrame } from "./worker-messages.ts";

const pingsBefore = 16;
/** Clocks drift: older pings are taken again before a run. */
const freshMs = 60_000;

// Visitors' stacks may be deep in Connect's.
Error.stackTraceLimit = 50;
let aligned: { readonly atMs: number; readonly pings: Promise<readonly RawPing[]> } | undefined;

/** The frame's first message brings the port; the worker runs one experiment in its life. */
self.addEventListener(
  "message",
  ({ ports: [port] }) => {
    if (port === undefined) return;
    const send = (message: WorkerToFrame) => port.postMessage(message);
    port.onmessage = async ({ data }: MessageEvent<FrameToWorker>) => {
      if (data.kind === "prepare") return send(await prepare(data.origin));
      const { run } = data;
      const pings = await alignClock(new URL(run.baseUrls[0] ?? "").origin);
      await runExperiment(run, pings, (facts) => send({ kind: "facts", facts }));
    };
  },
  { once: true },
);

async function prepare(origin: string): Promise<WorkerToFrame> {
  const stepUs = measureClockStep();
  await alignClock(origin);
  return { kind: "ready", stepUs, isolated: self.crossOriginIsolated };
}

/** A run that comes while the worker still gets ready waits for the same pings. */
function alignClock(origin: string): Promise<readonly RawPing[]> {
  if (aligned === undefined || performance.now() - aligned.atMs > freshMs) {
    aligned = { atMs: performance.now(), pings: readServerClock(origin, pingsBefore) };
  }
  return aligned.pings;
}
