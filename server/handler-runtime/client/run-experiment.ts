import { Code, ConnectError } from "@connectrpc/connect";
import { createAttemptLog } from "#client-runtime/attempt-log.ts";
import { createFactSender } from "#client-runtime/fact-sender.ts";
import { startHeartbeat } from "#client-runtime/heartbeat.ts";
import type { ClientFact, ClientOutcome } from "#lib/record/run-facts.ts";

import { booted } from "../host.ts";
import { loadModule, offerModule } from "../modules.ts";
import type { BackendRun } from "./backend-run.ts";
import { createClientTransport } from "./client-transport.ts";
import { visitorFrames } from "./visitor-frames.ts";

/** Runs one experiment and yields its facts, the last of which is `ended`, as lines of JSON. */
export async function* runExperiment(entry: string, run: BackendRun): AsyncGenerator<Uint8Array> {
  const { zeroUs, settings } = run;
  const now = () => Math.max(0, Math.round(booted().host.now() - zeroUs));
  const clock = { now, toUs: (ms: number) => Math.round(ms * 1000), zeroUnixMs: 0 };
  const lines = createLines();
  const facts = createFactSender(lines.push);
  const attempts = createAttemptLog(run.runId, clock, facts, null);
  const heartbeat = startHeartbeat(clock, facts);
  offerModule("playground", {
    settings: Object.freeze(settings),
    transport: createClientTransport({ settings, attempts, zeroUs, currentLine }),
    sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    createBlockingClient() {
      throw new ConnectError(
        "A blocking client needs a browser; run this experiment there.",
        Code.Unimplemented,
      );
    },
  });

  void execute(entry, run.experiment).then((outcome) => {
    heartbeat.stop();
    facts.push({ kind: "ended", atUs: now(), outcome });
    facts.close();
    lines.end();
  });
  yield* lines.read();
}

async function execute(entry: string, name: string): Promise<ClientOutcome> {
  try {
    const exports = loadModule(entry);
    const experiment = Object.hasOwn(exports, name) ? exports[name] : undefined;
    if (typeof experiment !== "function") throw new Error(`client.ts exports no function ${name}.`);
    await experiment();
    return { kind: "finished" };
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { kind: "threw", message: message.slice(0, 4_096), stack: visitorFrames(error) };
  }
}

/** The line of the experiment's own file that makes a call right now. */
function currentLine(): number | undefined {
  const frame = visitorFrames(new Error()).find((text) => text.includes("client.ts:"));
  const line = /client\.ts:(\d+)/.exec(frame ?? "")?.[1];
  return line === undefined ? undefined : Number(line);
}

/** Facts on their way out: pushed whenever, read one line at a time. */
function createLines() {
  const encoder = new TextEncoder();
  let waiting: ClientFact[] = [];
  let over = false;
  let wake = () => {};
  return {
    push(facts: readonly ClientFact[]) {
      waiting.push(...facts);
      wake();
    },
    end() {
      over = true;
      wake();
    },
    async *read(): AsyncGenerator<Uint8Array> {
      for (;;) {
        if (waiting.length > 0) {
          const facts = waiting;
          waiting = [];
          yield encoder.encode(`${JSON.stringify(facts)}\n`);
        } else if (over) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
