import type { ClientModule } from "#lib/gen/playground/v1/editor_pb.ts";
import type { ClientFact } from "#lib/record/run-facts.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import type { ClientFrame } from "./client-frame.ts";
import type { ServerWatch } from "./watch-server.ts";

export type FrameProgram = {
  readonly deploymentId: string;
  readonly modules: readonly ClientModule[];
  /** Other names of this site, over which the calls are spread. */
  readonly hosts: readonly string[];
};

type Experiment = {
  readonly runId: string;
  readonly experiment: string;
  readonly settings: RunSettings;
  readonly maxRunMs: number;
  readonly maxFacts: number;
  readonly logBytes: number;
};

export type FrameParts = {
  readonly frame: ClientFrame;
  readonly signal: AbortSignal;
  readonly watch: ServerWatch;
  readonly onFact: (fact: ClientFact) => void;
};

/** Runs the experiment in the frame until it ends by itself, is stopped, or the server is lost. */
export function runInFrame(
  { runId, experiment, settings, maxRunMs, maxFacts, logBytes }: Experiment,
  program: FrameProgram,
  { frame, signal, watch, onFact }: FrameParts,
): Promise<"ended" | "stopped" | "lost"> {
  const { promise, resolve } = Promise.withResolvers<"ended" | "stopped" | "lost">();
  // Once the run is over, the frame's next worker waits: a late Stop must not end that one.
  let isOver = false;
  const end = (how: "stopped" | "lost") => {
    if (isOver) return;
    frame.stop(runId);
    resolve(how);
  };
  signal.addEventListener("abort", () => end("stopped"), { once: true });
  void watch.ended.then((how) => how === "lost" && end("lost"));
  const modules = program.modules.map(({ path, code, sourceMap }) => ({ path, code, sourceMap }));
  const origins = [location.origin, ...program.hosts];
  const baseUrls = origins.map((origin) => `${origin}/d/${program.deploymentId}`);
  frame.run({ runId, baseUrls, modules, experiment, settings, maxRunMs, maxFacts, logBytes }, (facts) => {
    for (const fact of facts) onFact(fact);
    if (facts.some((fact) => fact.kind === "ended")) resolve("ended");
  });
  return promise.finally(() => {
    isOver = true;
  });
}
