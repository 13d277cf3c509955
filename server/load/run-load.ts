import type { LoadPlan } from "#lib/load/load-plan.ts";
import { drawArrivals, drawClients, type Segment, seedOf, toSegments } from "#lib/load/pacer.ts";
import { fireClosed } from "./fire-closed.ts";
import { fireOpen } from "./fire-open.ts";
import type { LoadOver, RunLoadParts } from "./run-parts.ts";
import { SegmentRun } from "./segment-run.ts";

/** Everything is set up when the clock begins, so that the first call is not late for it. */
const leadUs = 20_000;

/**
 * Fires a plan to its end. Every intended time is drawn before the first call; whether earlier calls were answered changes
 * none of them in the open model. Resolves when nothing is under way.
 */
export async function runLoad(parts: RunLoadParts): Promise<LoadOver> {
  const { plan, agenda, signal } = parts;
  const segments = toSegments(plan).map((segment, at) => drawSegment(segment, plan, at));
  const zeroUs = agenda.nowUs() + leadUs;
  let calls = 0;
  for (const [at, { segment, fire }] of segments.entries()) {
    if (signal.aborted) break;
    const beginUs = at === 0 ? zeroUs : agenda.nowUs() + leadUs;
    const run = new SegmentRun({ ...parts, segment, runZeroUs: zeroUs, beginUs, firstCall: calls });
    if (at === 0) parts.began(zeroUs);
    fire(run);
    const over = await run.over;
    calls = run.nextCall;
    if (over !== "completed") return { kind: over };
  }
  return { kind: signal.aborted ? "stopped" : "completed" };
}

/** The draws of a segment, made before anything is sent. */
function drawSegment(segment: Segment, { model, seed }: LoadPlan, at: number) {
  const own = seedOf(seed, at);
  if (model.kind === "open") {
    const arrivals = drawArrivals(segment, model.arrivals, own);
    return { segment, fire: (run: SegmentRun) => fireOpen(run, arrivals) };
  }
  const clients = drawClients(segment, model.thinkMs, model.think, own);
  return { segment, fire: (run: SegmentRun) => fireClosed(run, clients) };
}
