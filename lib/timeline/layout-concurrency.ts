import { type AttemptTable, missing } from "#lib/record/attempt-table.ts";
import { eachInterval } from "./attempt-intervals.ts";
import type { Concurrency } from "./lane.ts";
import { collectSpans, spanMarks } from "./span-columns.ts";
import { areaUntil, type StepCurve, stepCurve } from "./step-curve.ts";

type Window = { readonly fromUs: number; readonly toUs: number };

/** The concurrency strip: how many calls are where. `merged` phases count as network: they are between the two. */
export function layoutConcurrency(table: AttemptTable, window: Window): Concurrency {
  const lists = {
    client: collectSpans(),
    network: collectSpans(),
    queued: collectSpans(),
    executing: collectSpans(),
    wasted: collectSpans(),
  };
  for (let row = 0; row < table.length; row++) {
    eachInterval(table, row, (phase, fromUs, toUs, marks) => {
      const inClient = phase === "clientWait" || phase === "resume";
      const onServer = phase === "queue" ? lists.queued : phase === "execution" ? lists.executing : null;
      if ((marks & spanMarks.wasted) !== 0) {
        if (phase === "execution") lists.wasted.add(fromUs, toUs, row, marks);
        return;
      }
      (inClient ? lists.client : (onServer ?? lists.network)).add(fromUs, toUs, row, marks);
    });
  }
  const spans = {
    client: lists.client.finish(),
    network: lists.network.finish(),
    queued: lists.queued.finish(),
    executing: lists.executing.finish(),
    wasted: lists.wasted.finish(),
  };
  const curves = {
    client: stepCurve([spans.client]),
    network: stepCurve([spans.network]),
    queued: stepCurve([spans.queued]),
    executing: stepCurve([spans.executing]),
    wasted: stepCurve([spans.wasted]),
  };
  const { wasted: _, ...inSystem } = spans;
  const lengthUs = Math.max(1, window.toUs - window.fromUs);
  const areaUs = [curves.client, curves.network, curves.queued, curves.executing].reduce(
    (sum, curve) => sum + areaWithin(curve, window),
    0,
  );
  return {
    ...curves,
    peak: stepCurve([...Object.values(inSystem), spans.wasted]).peak,
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
    const begins = [table.intended[row], table.sent[row], table.arrived[row]].find((at) => at !== missing);
    if (begins === undefined) continue;
    const ends = [table.resumed[row], table.received[row], table.replied[row]].find((at) => at !== missing);
    calls++;
    timeUs += Math.max(0, Math.min(ends ?? window.toUs, window.toUs) - begins);
  }
  const lengthUs = Math.max(1, window.toUs - window.fromUs);
  return calls === 0 ? 0 : (calls / lengthUs) * (timeUs / calls);
}
