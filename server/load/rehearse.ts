import { toBinary } from "@bufbuild/protobuf";
import { type LoadTick, LoadTickSchema } from "#lib/gen/playground/v1/load_pb.ts";
import { countOf, percentileOf } from "#lib/load/latency-buckets.ts";
import type { ClosedModel, LoadPlan } from "#lib/load/load-plan.ts";
import { mergeTicks, okLatencies } from "#lib/load/merge-ticks.ts";
import { createRandom } from "#lib/random.ts";
import type { Agenda } from "./agenda.ts";
import { LoadMeter } from "./load-meter.ts";
import { openSender } from "./open-sender.ts";
import { openStage } from "./rehearsal-stage.ts";
import { runLoad } from "./run-load.ts";

const patienceMs = 2_000;
/** Two clients that wait for each other, so that pools and queues are used too. */
const warming: Act = { durationMs: 200, model: closed(2, 0.2) };
/** One call at a time: nobody's latency has another call's work in it. */
const reading: Act = { durationMs: 100, model: closed(1, 0) };

type Act = Pick<LoadPlan, "durationMs"> & { readonly model: ClosedModel };

function closed(clients: number, thinkMs: number): ClosedModel {
  return { kind: "closed", clients, thinkMs, think: "exponential" };
}

/**
 * Fires a small load at a server within this process. A process that has just begun runs its first hundreds of calls through
 * an interpreter: they would be measured as latencies of the target. Then it reads what it measures of a server that does
 * nothing: of every latency that follows, at most about this median (µs) is the generator's own. Null: no call came through.
 */
export async function rehearse(
  wanted: LoadPlan,
  message: Uint8Array,
  agenda: Agenda,
): Promise<number | null> {
  const stage = await openStage(wanted);
  try {
    await play(warming, stage.port, wanted, message, agenda);
    const ticks = await play(reading, stage.port, wanted, message, agenda);
    const latencies = okLatencies(mergeTicks(ticks), "send");
    return countOf(latencies) === 0 ? null : percentileOf(latencies, 0.5);
  } finally {
    stage.close();
  }
}

async function play(
  act: Act,
  port: number,
  wanted: LoadPlan,
  message: Uint8Array,
  agenda: Agenda,
): Promise<readonly LoadTick[]> {
  const plan: LoadPlan = {
    ...wanted,
    ...act,
    ...{ shape: { kind: "constant" }, deadlineMs: patienceMs, connections: 1 },
  };
  const sender = openSender(plan, message, { host: "127.0.0.1", port, fingerprint: null }, "rehearsal");
  const ticks: LoadTick[] = [];
  try {
    await runLoad({
      ...{ plan, agenda, sender, maxResponseBytes: Number.POSITIVE_INFINITY },
      signal: AbortSignal.timeout(patienceMs),
      meter: new LoadMeter(1_000, createRandom(1)),
      began: () => {},
      tell(tick) {
        toBinary(LoadTickSchema, tick);
        ticks.push(tick);
      },
      heard: () => {},
    });
    return ticks;
  } finally {
    sender.close();
  }
}
