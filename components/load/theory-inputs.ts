import { LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import { unknownUs } from "#lib/load/load-samples.ts";
import { arrivalDispersion } from "#lib/statistics/arrival-dispersion.ts";
import { type QueuedCall, servedInOrder } from "#lib/statistics/served-in-order.ts";
import { squaredVariation } from "#lib/statistics/squared-variation.ts";
import { type SteadyThirds, steadyThirds } from "#lib/statistics/steady-thirds.ts";
import type { RunFacts } from "#lib/theory/validity-lights.ts";
import type { LoadView } from "./load-view.ts";

/** What queueing models work with: of a run, or as a visitor changed it. */
export type TheoryInputs = {
  /** Open: arrivals per second. Closed: null. */
  readonly lambda: number | null;
  /** Closed: clients and their think time. Open: null. */
  readonly clients: number | null;
  readonly thinkMs: number;
  readonly workers: number;
  readonly replicas: number;
  readonly serviceUs: number;
  /** Squared coefficient of variation of the service time, and of the gaps between arrivals. */
  readonly serviceC2: number;
  readonly arrivalC2: number;
};

/** The run's own numbers; null where no reply told how long its handler ran. */
export function toTheoryInputs({ loaded, level, counted }: LoadView): TheoryInputs | null {
  const { run, samples } = loaded;
  const use = level?.utilisation;
  const { started } = run.load;
  if (use === undefined || started === null) return null;
  const services = columnOf(samples.length, counted, (row) => samples.executionUs[row] ?? unknownUs);
  if (services.length === 0) return null;
  const mean = meanOf(services);
  if (mean <= 0) return null;
  const { model } = run.plan;
  return {
    lambda: model.kind === "open" ? use.arrivalsPerSecond : null,
    clients: model.kind === "closed" ? (level?.load ?? model.clients) : null,
    thinkMs: model.kind === "closed" ? model.thinkMs : 0,
    workers: use.workers,
    replicas: use.replicas,
    serviceUs: mean,
    serviceC2: variationOf(services),
    arrivalC2: model.kind === "open" && model.arrivals === "constant" ? 0 : 1,
  };
}

/** What the run shows about the assumptions of the models. */
export function toRunFacts({ loaded, level, counted }: LoadView): RunFacts {
  const { samples } = loaded;
  const starts = columnOf(samples.length, counted, (row) => samples.intendedUs[row] ?? 0);
  const services = columnOf(samples.length, counted, (row) => samples.executionUs[row] ?? unknownUs);
  return {
    utilisation: level?.utilisation?.rho ?? null,
    dispersion: arrivalDispersion(starts),
    serviceC2: squaredVariation(services),
    inOrder: servedInOrder(queuedCalls(loaded, counted)),
    thirds: thirdsOf(loaded, counted),
  };
}

/**
 * When each call came to the queue and left it. The reply tells how long it waited; when it arrived lies between its send and
 * what was left of its latency then.
 */
function queuedCalls({ samples }: LoadView["loaded"], counted: LoadView["counted"]): readonly QueuedCall[] {
  const calls: QueuedCall[] = [];
  for (let row = 0; row < samples.length; row++) {
    const [queue, execution] = [samples.queueUs[row] ?? unknownUs, samples.executionUs[row] ?? unknownUs];
    if (queue === unknownUs || execution === unknownUs || counted?.has(row) === false) continue;
    const fromSend = samples.fromSendUs[row] ?? 0;
    const sent = (samples.intendedUs[row] ?? 0) + (samples.latencyUs[row] ?? 0) - fromSend;
    const latest = sent + Math.max(0, fromSend - queue - execution);
    calls.push({
      ...{ arrivedFrom: sent, arrivedTo: latest, startedFrom: sent + queue, startedTo: latest + queue },
    });
  }
  return calls;
}

function thirdsOf({ samples }: LoadView["loaded"], counted: LoadView["counted"]): SteadyThirds | null {
  const rows = Array.from({ length: samples.length }, (_, row) => row)
    .filter((row) => (counted === null || counted.has(row)) && samples.outcome[row] === LoadOutcome.OK)
    .sort((a, b) => (samples.intendedUs[a] ?? 0) - (samples.intendedUs[b] ?? 0));
  return steadyThirds(Float64Array.from(rows, (row) => samples.latencyUs[row] ?? 0));
}

function columnOf(
  length: number,
  counted: ReadonlySet<number> | null,
  read: (row: number) => number,
): Float64Array {
  const values: number[] = [];
  for (let row = 0; row < length; row++) {
    if (counted !== null && !counted.has(row)) continue;
    const value = read(row);
    if (value !== unknownUs) values.push(value);
  }
  return Float64Array.from(values);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variationOf(values: Float64Array): number {
  const mean = meanOf(values);
  const variance =
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return variance / mean ** 2;
}
