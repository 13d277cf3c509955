import { type AttemptTable, missing } from "#lib/record/attempt-table.ts";
import type { Concurrency } from "./lane.ts";
import type { SpanColumns } from "./span-columns.ts";
import { areaUntil, type StepCurve, stepCurve, sumPeak } from "./step-curve.ts";

type Window = { readonly fromUs: number; readonly toUs: number };

/** A run's spans by where its calls are. `network` holds merged phases too: they are between the two sides. */
export type CallSpans = Readonly<
  Record<"client" | "network" | "executing" | "wasted", readonly SpanColumns[]>
> & {
  /** The queue lane's own curve. */
  readonly queued: StepCurve;
};

/** The concurrency strip: how many calls are where. */
export function layoutConcurrency(table: AttemptTable, spans: CallSpans, window: Window): Concurrency {
  const curves = {
    client: stepCurve(spans.client),
    network: stepCurve(spans.network),
    queued: spans.queued,
    executing: stepCurve(spans.executing),
    wasted: stepCurve(spans.wasted),
  };
  const lengthUs = Math.max(1, window.toUs - window.fromUs);
  const areaUs = [curves.client, curves.network, curves.queued, curves.executing].reduce(
    (sum, curve) => sum + areaWithin(curve, window),
    0,
  );
  return {
    ...curves,
    peak: sumPeak(Object.values(curves)),
    meanInFlight: areaUs / lengthUs,
    littleInFlight: littleInFlight(table, window),
  };
}

function areaWithin(curve: StepCurve, window: Window): number {
  return areaUntil(curve, window.toUs) - areaUntil(curve, window.fromUs);
}

/** λ·W from the table alone: calls per µs times their mean time in the system. */
function littleInFlight(table: AttemptTable, window: Window): number {
  let calls = 0;
  let timeUs = 0;
  for (let row = 0; row < table.length; row++) {
    const begins = firstKnown(table.intended[row], table.sent[row], table.arrived[row]);
    if (begins === missing) continue;
    const ends = firstKnown(table.resumed[row], table.received[row], table.replied[row]);
    calls++;
    timeUs += Math.max(0, Math.min(ends === missing ? window.toUs : ends, window.toUs) - begins);
  }
  const lengthUs = Math.max(1, window.toUs - window.fromUs);
  return calls === 0 ? 0 : (calls / lengthUs) * (timeUs / calls);
}

function firstKnown(a: number = missing, b: number = missing, c: number = missing): number {
  if (a !== missing) return a;
  return b === missing ? c : b;
}
