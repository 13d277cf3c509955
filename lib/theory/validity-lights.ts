import type { ServedInOrder } from "#lib/statistics/served-in-order.ts";
import type { SteadyThirds } from "#lib/statistics/steady-thirds.ts";

export const theoryModels = [
  "erlangC",
  "pollaczekKhinchine",
  "allenCunneen",
  "closedLoop",
  "universalScalability",
] as const;
export type TheoryModel = (typeof theoryModels)[number];

export const assumptions = [
  "belowCapacity",
  "poissonArrivals",
  "exponentialService",
  "inOrder",
  "steady",
] as const;
export type Assumption = (typeof assumptions)[number];

/** On which side of the curve the measured line lies when an assumption fails. */
export type ErrorDirection = "realIsLower" | "realIsHigher" | "tailIsHigher" | "either";

export type ValidityLight = {
  readonly assumption: Assumption;
  /** Null: not measured, or too little to tell. */
  readonly holds: boolean | null;
  /** ρ, the index of dispersion, C², the share that overtook, or the mean of the last third / that of the first. */
  readonly measured: number | null;
  /** Null unless the assumption fails. */
  readonly direction: ErrorDirection | null;
};

/** A measured number and where it lies with 95 % confidence; both bounds equal it where it is known exactly. */
export type Bounded = { readonly value: number; readonly lower: number; readonly upper: number };

/** What a run shows about the assumptions; null: not measured. */
export type RunFacts = {
  /** ρ = λ·E[S] / c. */
  readonly utilisation: number | null;
  /** Index of dispersion of the arrivals. */
  readonly dispersion: Bounded | null;
  /** Squared variation of the service times. */
  readonly serviceC2: Bounded | null;
  /** Calls that waited behind others, and how many of them overtook one. */
  readonly inOrder: ServedInOrder | null;
  readonly thirds: SteadyThirds | null;
};

/**
 * The lights of a model's curve: each assumption that it makes, and how this run keeps it. A red light does not hide the
 * curve; it says which assumption fails and on which side the truth lies.
 */
export function validityLights(model: TheoryModel, facts: RunFacts): readonly ValidityLight[] {
  return assumed[model].map((assumption) => ({ assumption, ...judges[assumption](facts) }));
}

const assumed: Readonly<Record<TheoryModel, readonly Assumption[]>> = {
  erlangC: ["belowCapacity", "poissonArrivals", "exponentialService", "inOrder", "steady"],
  // C² is an input of these two, and the gaps' of the second.
  pollaczekKhinchine: ["belowCapacity", "poissonArrivals", "inOrder", "steady"],
  allenCunneen: ["belowCapacity", "inOrder", "steady"],
  // A closed loop cannot be overloaded, and its arrivals are its own.
  closedLoop: ["exponentialService", "inOrder", "steady"],
  universalScalability: ["steady"],
};

/** Fewer calls that waited behind others tell nothing of the order. */
const leastJudged = 20;
/** Stamps are rounded, and a call that is given up leaves the line early: so much is no other order. */
const mostOvertaking = 0.01;

type Judgement = Omit<ValidityLight, "assumption">;

const judges: Readonly<Record<Assumption, (facts: RunFacts) => Judgement>> = {
  belowCapacity: ({ utilisation }) =>
    utilisation === null ? unknown : judge(utilisation < 1, utilisation, "realIsHigher"),
  poissonArrivals: ({ dispersion }) => judgeBand(dispersion),
  exponentialService: ({ serviceC2 }) => judgeBand(serviceC2),
  inOrder: ({ inOrder }) => {
    if (inOrder === null || inOrder.judged < leastJudged) return unknown;
    const share = inOrder.overtook / inOrder.judged;
    return judge(share <= mostOvertaking, share, "tailIsHigher");
  },
  steady: ({ thirds }) =>
    thirds === null
      ? unknown
      : judge(thirds.steady, thirds.first > 0 ? thirds.last / thirds.first : null, "either"),
};

const unknown: Judgement = { holds: null, measured: null, direction: null };

function judge(holds: boolean, measured: number | null, otherwise: ErrorDirection): Judgement {
  return { holds, measured, direction: holds ? null : otherwise };
}

/** Between these a variation counts as that of an exponential. */
const band = { from: 0.8, to: 1.25 };

/** Green inside the band, red when all of the interval lies outside, undecided between. */
function judgeBand(bounded: Bounded | null): Judgement {
  if (bounded === null) return unknown;
  const { value, lower, upper } = bounded;
  if (value >= band.from && value <= band.to) return judge(true, value, "either");
  if (upper < band.from) return judge(false, value, "realIsLower");
  if (lower > band.to) return judge(false, value, "realIsHigher");
  return { holds: null, measured: value, direction: null };
}
