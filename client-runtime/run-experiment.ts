import { createAttemptLog } from "./attempt-log.ts";
import { createBlockingClients } from "./blocking-call.ts";
import { createFactSender } from "./fact-sender.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { mapStacks, stackHere } from "./map-stacks.ts";
import type { ClientFact, ClientOutcome, ClientRun } from "./messages.ts";
import { createPackages } from "./packages.ts";
import { createRecordingTransport } from "./recording-transport.ts";
import { watchResourceTiming } from "./resource-timing.ts";
import { startRunClock } from "./run-clock.ts";
import { type RawPing, readServerClock, toPings } from "./server-clock.ts";
import { createSpread } from "./spread.ts";
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

  const outcome = await execute(modules, run.experiment);
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
    const parts = {
      settings,
      spread: createSpread(run.baseUrls),
      attempts,
      currentLine: (): number | undefined => readVisitorStack(stackHere(), modules.mappers)[0]?.line,
    };
    const playground = {
      settings: Object.freeze(structuredClone(settings)),
      transport: createRecordingTransport(parts),
      createBlockingClient: createBlockingClients({
        ...parts,
        heartbeat,
        now: clock.now,
        flush: facts.flush,
      }),
      sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    };
    return createVisitorModules(run.modules, createPackages(playground));
  }
}

async function execute(modules: VisitorModules, name: string): Promise<ClientOutcome> {
  try {
    const exports = modules.require("client");
    const experiment = Object.hasOwn(exports, name) ? exports[name] : undefined;
    if (typeof experiment !== "function") throw new Error(`client.ts exports no function ${name}.`);
    await experiment();
    return { kind: "finished" };
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: "threw", message, stack: readVisitorStack(error, modules.mappers).map(formatFrame) };
  }
}

function originOf({ baseUrls }: ClientRun): string {
  return new URL(baseUrls[0] ?? "").origin;
}
