import { createAttemptLog } from "#client-runtime/attempt-log.ts";
import { createBlockingClients } from "#client-runtime/blocking-call.ts";
import { createFactSender } from "#client-runtime/fact-sender.ts";
import { createHandleClients } from "#client-runtime/handle-client.ts";
import { startHeartbeat } from "#client-runtime/heartbeat.ts";
import { exchangeHeld } from "#client-runtime/held-line.ts";
import { performExperiment } from "#client-runtime/perform-experiment.ts";
import { createPost } from "#client-runtime/raw-post.ts";
import type { TransportOptions } from "#client-runtime/transport-options.ts";
import { booted } from "../host.ts";
import { loadModule, offerModule } from "../modules.ts";
import { writeNow } from "../serve.ts";
import type { BackendRun } from "./backend-run.ts";
import { createClientTransport } from "./client-transport.ts";
import { createFactLines } from "./fact-lines.ts";
import { createHeldLine } from "./held-line.ts";
import { createRawSend } from "./raw-send.ts";
import { visitorFrames } from "./visitor-frames.ts";

const nothing = Uint8Array.of(0x5b, 0x5d, 0x0a); // "[]" and a line feed

/** Runs one experiment and yields its facts, the last of which is `ended`, as lines of JSON. */
export async function* runExperiment(
  entry: string,
  run: BackendRun,
  exchange: number,
): AsyncGenerator<Uint8Array> {
  // The response's head leaves with the first line, and the experiment may stop this thread at once.
  yield nothing;
  const { zeroUs, settings } = run;
  const now = () => Math.max(0, Math.round(booted().host.now() - zeroUs));
  const clock = { now, toUs: (ms: number) => Math.round(ms * 1000), zeroUnixMs: 0 };
  const lines = createFactLines((bytes) => writeNow(exchange, bytes));
  const facts = createFactSender(lines.push);
  const attempts = createAttemptLog(run.runId, clock, facts, null);
  const heartbeat = startHeartbeat(clock, facts);
  const line = createHeldLine(zeroUs);
  const calls = { settings, attempts, currentLine, heartbeat, now };
  const ways = { settings, attempts, zeroUs, currentLine };
  const flush = () => {
    facts.flush();
    lines.hurry();
  };
  offerModule("playground", {
    settings: Object.freeze(settings),
    transport: createClientTransport(ways),
    createTransport: (options?: TransportOptions) => createClientTransport(ways, options),
    post: createPost({ attempts, currentLine, send: createRawSend(zeroUs) }),
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    createBlockingClient: createBlockingClients({
      ...{ ...calls, exchange: (call) => exchangeHeld(line, call, flush) },
    }),
    createHandleClient: createHandleClients({
      ...{ ...calls, facts: { push: facts.push, flush }, line },
    }),
  });

  const performed = performExperiment({
    ...{ load: () => loadModule(entry), experiment: run.experiment, now, framesOf: visitorFrames },
    facts: { push: facts.push, flush },
  });
  void performed.then((outcome) => {
    heartbeat.stop();
    facts.push({ kind: "ended", atUs: now(), outcome });
    facts.close();
    lines.end();
  });
  yield* lines.read();
}

/** The line of the experiment's own file that makes a call right now. */
function currentLine(): number | undefined {
  const frame = visitorFrames(new Error()).find((text) => text.includes("client.ts:"));
  const line = /client\.ts:(\d+)/.exec(frame ?? "")?.[1];
  return line === undefined ? undefined : Number(line);
}
