import { toBinary } from "@bufbuild/protobuf";
import {
  LoadOutcome,
  LoadSummarySchema,
  type LoadTick,
  LoadTickSchema,
} from "#lib/gen/playground/v1/load_pb.ts";
import { noEnding, summariseLoad } from "#lib/load/summarise-load.ts";
import { createRandom } from "#lib/random.ts";
import { AlarmAgenda, nowUs } from "./agenda.ts";
import { goBehindOthers } from "./behind-others.ts";
import type { FiringJob, GeneratorOrder, GeneratorWord } from "./generator-messages.ts";
import { LoadMeter } from "./load-meter.ts";
import { openSender } from "./open-sender.ts";
import { rehearse } from "./rehearse.ts";
import { runLoad } from "./run-load.ts";

/** The process that fires a load test: our own code only, one plan, and then it is gone. The server speaks to it by IPC. */
goBehindOthers();
const agenda = new AlarmAgenda();
const stop = new AbortController();
/** A server that is gone is no reason to go on. */
process.on("disconnect", () => process.exit(0));

function say(word: GeneratorWord): void {
  process.send?.(word);
}

process.on("message", (order: GeneratorOrder) => {
  if (order.kind === "stop") stop.abort();
  else void fire(order.job);
});
await agenda.ready();
say({ kind: "ready" });

async function fire(job: FiringJob): Promise<void> {
  const { plan, runId, message, target, maxSamples, maxResponseBytes } = job;
  // A rehearsal that fails makes the first calls slower, and nothing worse.
  const ownUs = stop.signal.aborted ? null : await rehearse(plan, message, agenda).catch(() => null);
  const sender = openSender(plan, message, target, runId);
  const heard = { answer: false, error: false };
  const cpu = new CpuShare();
  const ticks: LoadTick[] = [];
  const over = await runLoad({
    ...{ plan, agenda, sender, maxResponseBytes, signal: stop.signal },
    meter: new LoadMeter(maxSamples, createRandom(plan.seed)),
    began(zeroUs) {
      const zeroUnixMs = Date.now() + (zeroUs - agenda.nowUs()) / 1_000;
      say({ kind: "began", zeroUnixMs, ownUs });
    },
    tell(tick) {
      tick.generatorCpu = cpu.take();
      ticks.push(tick);
      say({ kind: "tick", tick: toBinary(LoadTickSchema, tick) });
    },
    heard({ outcome, answer, code, reason, message: text }) {
      if (outcome === LoadOutcome.OK && answer !== null && !heard.answer) {
        heard.answer = true;
        say({ kind: "answer", answer });
      }
      if (outcome === LoadOutcome.ERROR && !heard.error) {
        heard.error = true;
        say({ kind: "error", code, reason, message: text });
      }
    },
  });
  sender.close();
  const summary = summariseLoad(plan, job.server, ticks, noEnding);
  say({ kind: "over", how: over.kind, summary: toBinary(LoadSummarySchema, summary) });
}

/** How much of one core this process had since it was last asked. */
class CpuShare {
  #atUs = nowUs();
  #usedUs = usedUs();
  #last = 0;

  take(): number {
    const [atUs, used] = [nowUs(), usedUs()];
    // Ticks of two levels come together, and share what was measured.
    if (atUs - this.#atUs < 10_000) return this.#last;
    this.#last = (used - this.#usedUs) / (atUs - this.#atUs);
    this.#atUs = atUs;
    this.#usedUs = used;
    return this.#last;
  }
}

function usedUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}
