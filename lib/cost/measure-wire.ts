import { geometricSizes, shuffledSizes } from "#lib/fit/size-grid.ts";
import type { Limits } from "#lib/limits.ts";
import { createRandom } from "#lib/random.ts";
import type { RunSettings } from "#lib/record/run-record.ts";
import { type CallSample, samplesOf } from "./call-samples.ts";
import { bareSettings, type CostEnd, type CostParts } from "./cost-run.ts";
import { type CostTarget, type PlannedCall, toSweepProgram } from "./sweep-program.ts";

export const wireProtocols = ["connect", "grpc-web", "grpc"] as const;
export const wireCodecs = ["binary", "json"] as const;

/** One way to send a message. */
export type WireWay = {
  readonly protocol: (typeof wireProtocols)[number];
  readonly codec: (typeof wireCodecs)[number];
  /** The request is compressed from 1 KiB on. */
  readonly gzip: boolean;
};

/** C(n) of one method over several ways. */
export type WireAsk = {
  readonly target: CostTarget;
  readonly from: number;
  readonly to: number;
  readonly protocols: readonly WireWay["protocol"][];
  readonly codecs: readonly WireWay["codec"][];
  /** False: plain only, true: plain and compressed in turn. */
  readonly gzip: boolean;
  readonly network: RunSettings["network"];
  readonly budgetMs: number;
  readonly seed: number;
  readonly limits: Pick<Limits, "maxCallsPerRun" | "runMs">;
};

export type WireSample = CallSample & WireWay;

export type WireProgress = {
  readonly planned: number;
  readonly made: number;
  readonly samples: readonly WireSample[];
  /** The largest n that the emulated network lets through in time. */
  readonly largest: number;
};

const sizeCount = 9;
const rounds = 5;
/** Calls before those that count, in each way. */
const warmCalls = 8;
/** What a call takes even on no network, ms: compile, connect and the library, generously. */
const callMs = 15;

/** One run for each protocol and codec, in which plain and compressed calls take turns in shuffled order. */
export async function measureWire<Problem>(
  ask: WireAsk,
  { run, nowMs, isStopped, onProgress }: CostParts<Problem, WireProgress>,
): Promise<CostEnd<Problem>> {
  const { target, limits, network, seed } = ask;
  const random = createRandom(seed);
  const beganMs = nowMs();
  const runs = ask.protocols.flatMap((protocol) => ask.codecs.map((codec) => ({ protocol, codec })));
  const forms = ask.gzip ? [false, true] : [false];
  const shareMs = Math.min(ask.budgetMs / Math.max(1, runs.length), limits.runMs * 0.9);
  const largest = largestWithin(ask, shareMs / forms.length);
  const sizes = geometricSizes(ask.from, largest, sizeCount);
  let progress: WireProgress = { planned: 0, made: 0, samples: [], largest };
  for (const { protocol, codec } of runs) {
    const calls = plannedCalls(sizes, forms, random).slice(0, limits.maxCallsPerRun);
    const before = progress.samples;
    const tell = (made: readonly CallSample[]) => {
      const own = made.slice(warmCalls).map((sample) => ({ ...sample, protocol, codec }));
      const planned = runs.length * calls.length;
      const earlier = runs.findIndex((each) => each.protocol === protocol && each.codec === codec);
      const all = earlier * calls.length + made.length;
      progress = { planned, made: all, samples: [...before, ...own], largest };
      onProgress(progress);
    };
    tell([]);
    const plan = { calls, seed: random.whole(1, 2 ** 30), untilMs: shareMs };
    const settings = { ...bareSettings, network, protocol, codec };
    const job = { client: toSweepProgram(target, plan), server: null, settings };
    const { record, problem } = await run(job, (so) => tell(samplesOf(so, calls)));
    tell(record === null ? [] : samplesOf(record, calls));
    if (problem !== null) return { kind: "failed", problem };
    if (isStopped()) return { kind: "stopped" };
    if (nowMs() - beganMs > ask.budgetMs * 2) break;
  }
  return { kind: "done" };
}

function plannedCalls(
  sizes: readonly number[],
  forms: readonly boolean[],
  random: ReturnType<typeof createRandom>,
) {
  const warm: PlannedCall[] = Array.from({ length: warmCalls }, (_, index) => ({
    n: sizes[0] ?? 1,
    gzip: forms[index % forms.length] ?? false,
  }));
  const measured = Array.from({ length: rounds }, () =>
    shuffledSizes(
      sizes.flatMap((_, index) => forms.map((_, form) => index * forms.length + form)),
      1,
      random,
    ).map((place) => ({
      n: sizes[Math.floor(place / forms.length)] ?? 1,
      gzip: forms[place % forms.length] ?? false,
    })),
  );
  return [...warm, ...measured.flat()];
}

/** The largest n whose calls, twice as long in JSON as in n, come through the pipe in the time there is. */
function largestWithin({ from, to, network }: WireAsk, availableMs: number): number {
  const delays = rounds * sizeCount * (2 * network.delayMs + callMs);
  if (network.bandwidthKbps === 0) return to;
  // A geometric row of sizes adds up to little more than twice its largest.
  const bitsEach = 8 * 2 * 2.5 * rounds;
  const fits = ((availableMs - delays) * network.bandwidthKbps) / bitsEach;
  return Math.max(from * 16, Math.min(to, Math.floor(fits)));
}
