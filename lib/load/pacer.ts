import { createRandom } from "#lib/random.ts";
import { type LoadPlan, levelLoads } from "./load-plan.ts";

/** A stretch of a run over which the load is one straight line. Times are µs since the segment's zero. */
export type Stretch = {
  readonly level: number;
  readonly fromUs: number;
  readonly toUs: number;
  /** Calls per second or clients, where it begins and where it ends. */
  readonly fromLoad: number;
  readonly toLoad: number;
};

/** What is fired without a pause: the whole run, or one level of a sweep. */
export type Segment = { readonly durationUs: number; readonly stretches: readonly Stretch[] };

/** The load over time. Only a sweep has more than one segment. */
export function toSegments(plan: Pick<LoadPlan, "model" | "shape" | "durationMs">): readonly Segment[] {
  const loads = levelLoads(plan);
  const lengthUs = (plan.durationMs * 1_000) / loads.length;
  const isSweep = plan.shape.kind === "sweep";
  const stretches = loads.map((load, level): Stretch => {
    const fromUs = isSweep ? 0 : level * lengthUs;
    const fromLoad = plan.shape.kind === "ramp" ? plan.shape.start : load;
    return { level, fromUs, toUs: fromUs + lengthUs, fromLoad, toLoad: load };
  });
  if (isSweep) return stretches.map((stretch) => ({ durationUs: lengthUs, stretches: [stretch] }));
  return [{ durationUs: plan.durationMs * 1_000, stretches }];
}

export type Arrival = { readonly intendedUs: number; readonly level: number };

/**
 * The intended starts of an open segment, ascending, all of them before the first call is made. In operational time u,
 * in which one call is due per unit, they are 0, 1, 2 … (constant) or the sums of exponential gaps of mean 1 (Poisson);
 * the load turns u into time. An inhomogeneous Poisson process is made this way (Çinlar 1975, "time transformation").
 *
 *   calls due        ___/     u ──▶ t by the inverse of the area under the load
 *   so far       ___/
 *   u ▷ ····___/·             the area of a stretch that goes from a to b calls/s in T: (a + b) · T / 2
 *         __/  ·
 *        ────────▶ t
 */
export function drawArrivals(
  segment: Segment,
  arrivals: "constant" | "poisson",
  seed: number,
): readonly Arrival[] {
  const random = createRandom(seed);
  const gap = arrivals === "constant" ? () => 1 : () => -Math.log1p(-random.next());
  const drawn: Arrival[] = [];
  let due = arrivals === "constant" ? 0 : gap();
  let before = 0;
  for (const stretch of segment.stretches) {
    const area = areaOf(stretch);
    // The guard keeps the last call of a stretch from falling out by a rounding: 10/s for 10 s are 100 calls.
    for (; due - before < area - 1e-9; due += gap()) {
      drawn.push({
        intendedUs: Math.round(stretch.fromUs + timeOf(due - before, stretch)),
        level: stretch.level,
      });
    }
    before += area;
  }
  return drawn;
}

/** Calls due in a stretch. */
function areaOf({ fromUs, toUs, fromLoad, toLoad }: Stretch): number {
  return ((fromLoad + toLoad) / 2) * ((toUs - fromUs) / 1e6);
}

/** When the stretch has brought as many calls, µs from its beginning: a·t + (b − a)·t²/2T = calls, solved for t. */
function timeOf(calls: number, { fromUs, toUs, fromLoad, toLoad }: Stretch): number {
  const seconds = (toUs - fromUs) / 1e6;
  const slope = (toLoad - fromLoad) / seconds;
  const root = Math.sqrt(Math.max(0, fromLoad ** 2 + 2 * slope * calls));
  // The form without cancellation, which also holds for a slope of 0.
  return root + fromLoad === 0 ? 0 : ((2 * calls) / (fromLoad + root)) * 1e6;
}

export type ClientPlan = {
  /** When the client joins, µs since the segment's zero. */
  readonly joinsUs: number;
  /** Its think times, one after the other, µs: drawn before the run, however long it will be. */
  readonly nextThinkUs: () => number;
};

/**
 * The clients of a closed segment. Each begins by thinking, so that they do not march in step: a time of its own from its
 * seed, uniform below the mean where thinking is constant.
 */
export function drawClients(
  segment: Segment,
  thinkMs: number,
  think: "constant" | "exponential",
  seed: number,
): readonly ClientPlan[] {
  const most = segment.stretches.reduce((peak, { toLoad }) => Math.max(peak, toLoad), 0);
  return Array.from({ length: most }, (_, client) => {
    const random = createRandom(seedOf(seed, client));
    let isFirst = true;
    return {
      joinsUs: joinOf(segment, client),
      nextThinkUs() {
        const share = think === "exponential" ? -Math.log1p(-random.next()) : isFirst ? random.next() : 1;
        isFirst = false;
        return Math.round(thinkMs * 1_000 * share);
      },
    };
  });
}

/** The first moment at which there are more clients than this one's number. */
function joinOf({ stretches }: Segment, client: number): number {
  for (const { fromUs, toUs, fromLoad, toLoad } of stretches) {
    if (fromLoad > client) return fromUs;
    if (toLoad > client) return fromUs + ((client + 1 - fromLoad) / (toLoad - fromLoad)) * (toUs - fromUs);
  }
  return Number.POSITIVE_INFINITY;
}

/** A seed of its own for each part of a run; the whole run follows from one number (Weyl sequence, then a mix). */
export function seedOf(seed: number, part: number): number {
  const mixed = Math.imul((seed ^ Math.imul(part + 1, 0x9e3779b9)) >>> 0, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
