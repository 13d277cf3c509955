import type { LimitName, Limits } from "#lib/limits.ts";
import { minimumSamples } from "#lib/statistics/percentiles.ts";
import { expectedCalls, type LoadModel, type LoadPlan, type LoadShape, peakLoad } from "./load-plan.ts";
import type { PlanField, PlanNote } from "./plan-notes.ts";

export type LoadLimits = Pick<
  Limits,
  | "maxLoadRate"
  | "maxLoadClients"
  | "maxLoadMs"
  | "maxLoadCalls"
  | "maxLoadInFlight"
  | "maxLoadConnections"
  | "unaryDeadlineMs"
>;

/** What no visitor would ask for, and no limit of theirs: bounds without a name. */
const bounds = {
  rate: { from: 0.1 },
  durationMs: { from: 500 },
  deadlineMs: { from: 10 },
  thinkMs: { to: 60_000 },
  stepLevels: { from: 2, to: 20 },
  sweepLevels: { from: 8, to: 20 },
  seed: { to: 0xffff_ffff },
} as const;

/** A level of a sweep shorter than this measures its own beginning. */
const shortestLevelMs = 250;

export type SettledPlan = { readonly plan: LoadPlan; readonly notes: readonly PlanNote[] };

/**
 * The plan as it is fired: every number brought into its range, and what was changed said in notes. Pure, so that the
 * form shows before what the server does after. Settling twice changes nothing more.
 */
export function settlePlan(wanted: LoadPlan, limits: LoadLimits): SettledPlan {
  const settler = new Settler();
  const httpVersion = wanted.protocol === "grpc" ? "2" : wanted.httpVersion;
  if (httpVersion !== wanted.httpVersion) settler.note("HTTP2_NEEDED", {});
  const connections = settler.whole(
    "connections",
    wanted.connections,
    1,
    limits.maxLoadConnections,
    "maxLoadConnections",
  );
  const inFlightLimit = httpVersion === "2" ? "maxLoadInFlight" : "maxLoadConnections";
  const maxInFlight = settler.whole(
    "maxInFlight",
    wanted.maxInFlight,
    1,
    limits[inFlightLimit],
    inFlightLimit,
  );
  const model = settleModel(wanted.model, httpVersion, limits, settler);
  const shape = settleShape(wanted.shape, model, settler);
  const leastMs = Math.max(
    bounds.durationMs.from,
    shape.kind === "sweep" ? shape.levels * shortestLevelMs : 0,
  );
  const durationMs = settler.whole("durationMs", wanted.durationMs, leastMs, limits.maxLoadMs, "maxLoadMs");
  const deadlineMs = settler.whole(
    "deadlineMs",
    wanted.deadlineMs,
    bounds.deadlineMs.from,
    limits.unaryDeadlineMs,
    "unaryDeadlineMs",
  );
  const seed = settler.whole("seed", wanted.seed, 0, bounds.seed.to);
  const settled = {
    ...wanted,
    httpVersion,
    model,
    shape,
    durationMs,
    deadlineMs,
    seed,
    maxInFlight,
    connections,
  } as const;
  return { plan: shorten(settled, limits, settler), notes: settler.notes };
}

function settleModel(
  model: LoadModel,
  httpVersion: "1.1" | "2",
  limits: LoadLimits,
  settler: Settler,
): LoadModel {
  if (model.kind === "open") {
    const { ratePerSecond, arrivals } = model;
    const rate = settler.number(
      "ratePerSecond",
      ratePerSecond,
      bounds.rate.from,
      limits.maxLoadRate,
      "maxLoadRate",
    );
    return { kind: "open", ratePerSecond: rate, arrivals };
  }
  const limit =
    httpVersion === "1.1" && limits.maxLoadConnections < limits.maxLoadClients
      ? "maxLoadConnections"
      : "maxLoadClients";
  const clients = settler.whole("clients", model.clients, 1, limits[limit], limit);
  const thinkMs = settler.number("thinkMs", model.thinkMs, 0, bounds.thinkMs.to);
  return { kind: "closed", clients, thinkMs, think: model.think };
}

function settleShape(shape: LoadShape, model: LoadModel, settler: Settler): LoadShape {
  if (shape.kind === "constant") return { kind: "constant" };
  const peak = peakLoad(model);
  // Load goes up: what it begins with is at most what it ends with.
  const least = model.kind === "closed" ? 1 : Math.min(bounds.rate.from, peak);
  const start =
    model.kind === "closed"
      ? settler.whole("start", shape.start, least, peak)
      : settler.number("start", shape.start, least, peak);
  if (shape.kind === "ramp") return { kind: "ramp", start };
  const { from, to } = shape.kind === "step" ? bounds.stepLevels : bounds.sweepLevels;
  return { kind: shape.kind, start, levels: settler.whole("levels", shape.levels, from, to) };
}

/** As long as its calls allow. */
function shorten(plan: LoadPlan, { maxLoadCalls }: LoadLimits, settler: Settler): LoadPlan {
  const calls = expectedCalls(plan);
  if (calls === null) return plan;
  const needs = minimumSamples(0.99);
  if (calls > maxLoadCalls) {
    const durationMs = Math.max(1, Math.floor((plan.durationMs * maxLoadCalls) / calls));
    settler.note("DURATION_SHORTENED", { durationMs, limit: "maxLoadCalls", value: maxLoadCalls });
    return { ...plan, durationMs };
  }
  if (calls < needs) settler.note("FEW_CALLS", { calls: Math.floor(calls), needs });
  return plan;
}

/** Brings numbers into their ranges and keeps what it said about them. */
class Settler {
  readonly notes: PlanNote[] = [];

  note(reason: PlanNote["reason"], values: Readonly<Record<string, string | number>>): void {
    const texts = Object.entries(values).map(([name, value]) => [name, String(value)] as const);
    this.notes.push({ reason, values: Object.fromEntries(texts) });
  }

  number(field: PlanField, value: number, from: number, to: number, limit?: LimitName): number {
    if (value > to) {
      this.note("VALUE_LOWERED", { field, value: to, ...(limit !== undefined && { limit }) });
      return to;
    }
    if (value >= from) return value;
    // No number at all counts as too little.
    this.note("VALUE_RAISED", { field, value: from });
    return from;
  }

  whole(field: PlanField, value: number, from: number, to: number, limit?: LimitName): number {
    return this.number(field, Math.round(value), from, Math.max(from, Math.floor(to)), limit);
  }
}
