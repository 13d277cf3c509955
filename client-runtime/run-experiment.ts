import { createAttemptLog } from "./attempt-log.ts";
import { createBlockingClients } from "./blocking-call.ts";
import { createBrowserHeldLine, startHeldWorker } from "./browser-held-line.ts";
import { createFactSender } from "./fact-sender.ts";
import { createHandleClients } from "./handle-client.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { mapStacks, stackHere } from "./map-stacks.ts";
import type { ClientFact, ClientRun } from "./messages.ts";
import { createPackages } from "./packages.ts";
import { performExperiment } from "./perform-experiment.ts";
import { createPost } from "./raw-post.ts";
import { createRawSend } from "./raw-send.ts";
import { createRecordingTransport } from "./recording-transport.ts";
import { watchResourceTiming } from "./resource-timing.ts";
import { startRunClock } from "./run-clock.ts";
import { type RawPing, readServerClock, toPings } from "./server-clock.ts";
import { createSpread } from "./spread.ts";
import { createSyncRequest } from "./sync-request.ts";
import type { TransportOptions } from "./transport-options.ts";
import { captureConsole } from "./visitor-console.ts";
import { createVisitorModules, type VisitorModules } from "./visitor-modules.ts";
import { formatFrame, readVisitorStack } from "./visitor-stack.ts";

const pingsAfter = 8;
/** The browser hands over its measurements a moment after the response. */
const measuredMs = 200;

/**
 * Runs one experiment from beginning to end and tells what happened in facts, the last of which is `ended`. `pings` were
 * taken before the run.
 */
export async function runExperiment(
  run: ClientRun,
  pings: readonly RawPing[],
  send: (facts: readonly ClientFact[]) => void,
): Promise<void> {
  const helper = await helperOf(run);
  const clock = startRunClock();
  const facts = createFactSender(send);
  facts.push({ kind: "began", zeroUnixMs: clock.zeroUnixMs });
  facts.push({ kind: "pings", pings: toPings(pings, clock.toUs) });
  facts.flush();

  const attempts = createAttemptLog(run.runId, clock, facts, watchResourceTiming);
  const heartbeat = startHeartbeat(clock, facts);
  const modules = loadModules();
  mapStacks(modules.mappers);
  const visitorConsole = captureConsole({ clock, facts, mappers: modules.mappers, logBytes: run.logBytes });
  const onError = (event: ErrorEvent | PromiseRejectionEvent) => {
    event.preventDefault();
    visitorConsole.uncaught("reason" in event ? event.reason : (event.error ?? event.message));
  };
  addEventListener("error", onError);
  addEventListener("unhandledrejection", onError);

  const outcome = await performExperiment({
    load: () => modules.require("client"),
    experiment: run.experiment,
    now: clock.now,
    facts,
    framesOf: (thrown) => readVisitorStack(thrown, modules.mappers).map(formatFrame),
  });
  heartbeat.stop();
  const atUs = clock.now();
  visitorConsole.close();
  await attempts.measured(measuredMs);
  attempts.close();
  facts.push({ kind: "pings", pings: toPings(await readServerClock(originOf(run), pingsAfter), clock.toUs) });
  facts.push({ kind: "ended", atUs, outcome });
  facts.close();

  /** The visitor's modules, and `playground` made for this run. */
  function loadModules(): VisitorModules {
    const { settings } = run;
    const spread = createSpread(run.baseUrls);
    const parts = {
      settings,
      spread,
      attempts,
      currentLine: (): number | undefined => readVisitorStack(stackHere(), modules.mappers)[0]?.line,
    };
    const playground = {
      settings: Object.freeze(structuredClone(settings)),
      transport: createRecordingTransport(parts),
      createTransport: (options?: TransportOptions) => createRecordingTransport(parts, options),
      createBlockingClient: createBlockingClients({
        ...parts,
        heartbeat,
        now: clock.now,
        exchange: createSyncRequest(spread, facts.flush),
      }),
      createHandleClient: createHandleClients({
        ...{ settings, attempts, currentLine: parts.currentLine, heartbeat, now: clock.now, facts },
        line: createBrowserHeldLine(helper, { spread, clock }),
      }),
      post: createPost({ ...parts, send: createRawSend(spread) }),
      sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    };
    return createVisitorModules(run.modules, createPackages(playground));
  }
}

/** A helper for the calls behind handles, where the code has any and may have it. */
async function helperOf(run: ClientRun): Promise<Worker | null> {
  const wanted = run.modules.some(({ code }) => code.includes("createHandleClient"));
  return wanted && self.crossOriginIsolated ? await startHeldWorker(originOf(run)) : null;
}

function originOf({ baseUrls }: ClientRun): string {
  return new URL(baseUrls[0] ?? "").origin;
}
