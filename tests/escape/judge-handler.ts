import { Code, type ConnectError } from "@connectrpc/connect";
import { RunnerState, type ServerEvent, StopReason } from "#lib/gen/playground/v1/event_pb.ts";
import { isLimitName, type LimitName, type Limits } from "#lib/limits.ts";
import type { Outcome } from "./outcome.ts";
import { infoOf } from "./visitor.ts";

/** What became of the call, as its caller sees it. */
export type Ending =
  | { readonly kind: "answered"; readonly text: string }
  | { readonly kind: "failed"; readonly error: ConnectError };

/** A hostile call as caller and record tell it. */
export type Incident = {
  readonly ending: Ending;
  readonly events: readonly ServerEvent[];
  readonly limits: Limits;
};

type OutcomeOf<Kind extends Outcome["kind"]> = Extract<Outcome, { kind: Kind }>;

/** The gateway's reason and the record's, for each limit that ends a runner. */
const stopNames: Partial<Record<LimitName, { reason: string; stop: StopReason }>> = {
  turnMs: { reason: "TURN_LIMIT", stop: StopReason.TIME_LIMIT },
  memoryMb: { reason: "MEMORY_LIMIT", stop: StopReason.MEMORY_LIMIT },
  processMemoryMb: { reason: "MEMORY_LIMIT", stop: StopReason.MEMORY_LIMIT },
  cpuBurstMs: { reason: "CPU_LIMIT", stop: StopReason.CPU_LIMIT },
  maxResponseBytes: { reason: "OUTPUT_LIMIT", stop: StopReason.OUTPUT_LIMIT },
};

/** The end of a runner, unless it was idle: that one was no danger to anybody. */
export function isDeath({ event }: ServerEvent): boolean {
  return (
    event.case === "runner" &&
    event.value.state === RunnerState.STOPPED &&
    event.value.reason !== StopReason.IDLE
  );
}

export function isHarmlessAnswer({ event }: ServerEvent): boolean {
  return event.case === "attempt" && event.value.method.endsWith("/Harmless") && event.value.code === 0;
}

/** Whether the outcome is what happened. */
export function isWhatHappened(outcome: Outcome, incident: Incident): boolean {
  switch (outcome.kind) {
    case "stopped":
      return wasStopped(outcome, incident);
    case "stoppedLater":
      return codeOf(incident.ending) === outcome.code && hasNamedDeath(outcome.limits, incident);
    case "deaf":
      return saidLimit(incident.ending) === "unaryDeadlineMs" && hasNamedDeath(["turnMs"], incident);
    case "answers":
      return wasAnswered(outcome, incident);
    case "fails":
      return hasFailed(outcome, incident);
  }
}

function wasStopped({ limits }: OutcomeOf<"stopped">, incident: Incident): boolean {
  const { ending } = incident;
  const limit = saidLimit(ending);
  if (ending.kind !== "failed" || !isLimitName(limit) || !limits.includes(limit)) return false;
  const { reason, metadata } = infoOf(ending.error);
  const isNamed = reason === stopNames[limit]?.reason && metadata.value === String(incident.limits[limit]);
  return isNamed && hasNamedDeath([limit], incident);
}

function wasAnswered({ text }: OutcomeOf<"answers">, { ending, events }: Incident): boolean {
  if (ending.kind !== "answered" || events.some(isDeath)) return false;
  return typeof text === "string" ? ending.text === text : text.test(ending.text);
}

function hasFailed({ code, limit, says }: OutcomeOf<"fails">, { ending, events }: Incident): boolean {
  if (ending.kind !== "failed" || ending.error.code !== code || events.some(isDeath)) return false;
  if (limit !== undefined && saidLimit(ending) !== limit) return false;
  return says?.test(ending.error.rawMessage) ?? true;
}

/** The record says that the runner was ended by one of the limits, and with which value. */
function hasNamedDeath(names: readonly LimitName[], { events, limits }: Incident): boolean {
  return deathsIn(events).some(
    ({ reason, limit, limitValue }) =>
      isLimitName(limit) &&
      names.includes(limit) &&
      stopNames[limit]?.stop === reason &&
      limitValue === limits[limit],
  );
}

function deathsIn(events: readonly ServerEvent[]) {
  return events.filter(isDeath).flatMap(({ event }) => (event.case === "runner" ? [event.value] : []));
}

function codeOf(ending: Ending): Code | undefined {
  return ending.kind === "failed" ? ending.error.code : undefined;
}

function saidLimit(ending: Ending): string {
  return ending.kind === "failed" ? (infoOf(ending.error).metadata.limit ?? "") : "";
}

/** For whoever reads a failed test. */
export function inWords({ ending, events }: Incident): string {
  const deaths = deathsIn(events).map(({ reason, limit }) => `${stopName(reason)} ${limit}`);
  const after = `deaths: ${deaths.join() || "none"}`;
  if (ending.kind === "answered") return `answered ${JSON.stringify(ending.text.slice(0, 500))}; ${after}`;
  const { code, rawMessage } = ending.error;
  const { reason, metadata } = infoOf(ending.error);
  return `failed ${Code[code]} ${reason} ${JSON.stringify(metadata)} ${rawMessage.slice(0, 200)}; ${after}`;
}

function stopName(reason: StopReason): string | undefined {
  return Object.entries(StopReason).find(([, value]) => value === reason)?.[0];
}
