import type { ServerAttempt, ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { foldRun } from "./fold-run.ts";
import type { RunRecord, RunSettings } from "./run-record.ts";
import { createRunState, type RunState } from "./run-state.ts";
import { toRecord } from "./to-record.ts";

/** What is known beside the events themselves. */
export type OutsideParts = {
  readonly deploymentId: string;
  readonly settings: RunSettings;
  /** One moment on the events' clock, µs, and on the wall's, ms since 1970: the latest that was told. */
  readonly nowUs: number;
  readonly nowUnixMs: number;
  /** A run's record has this attempt already. */
  isRecorded(attempt: ServerAttempt): boolean;
};

/** Callers who come later than this after the last one was answered are another session, µs. */
export const quietUs = 15_000_000;

/** An attempt and the event that told it. */
type Told = { readonly attempt: ServerAttempt; readonly event: ServerEvent };

type Session = { readonly told: readonly Told[]; readonly fromUs: number; readonly toUs: number };

/**
 * The records of what callers from outside did at a deployment, oldest first: calls that come close after one another
 * are one record, with all their server stamps, log lines and messages. Time 0 of each is its first arrival. Of an
 * attempt the latest word counts.
 */
export function toOutsideRecords(events: readonly ServerEvent[], parts: OutsideParts): readonly RunRecord[] {
  return toSessions(events, parts).map((session) => sessionRecord(session, events, parts));
}

function toSessions(events: readonly ServerEvent[], parts: OutsideParts): readonly Session[] {
  const bySequence = new Map<number, Told>();
  for (const event of events) {
    if (event.event.case !== "attempt" || event.event.value.runId !== "") continue;
    const attempt = event.event.value;
    // What broke off before it arrived left nothing to draw.
    if (attempt.arrivedUs === undefined || parts.isRecorded(attempt)) continue;
    bySequence.set(attempt.sequence, { attempt, event });
  }
  const sessions: { told: Told[]; fromUs: number; toUs: number }[] = [];
  const inOrder = [...bySequence.values()].sort((a, b) => arrivalOf(a) - arrivalOf(b));
  for (const told of inOrder) {
    const fromUs = arrivalOf(told);
    const toUs = endOf(told.attempt, parts.nowUs);
    const last = sessions.at(-1);
    if (last === undefined || fromUs > last.toUs + quietUs) sessions.push({ told: [told], fromUs, toUs });
    else {
      last.told.push(told);
      last.toUs = Math.max(last.toUs, toUs);
    }
  }
  return sessions;
}

function arrivalOf({ attempt }: Told): number {
  return attempt.arrivedUs ?? 0;
}

function isOpen({ code, startedUs, endedUs }: ServerAttempt): boolean {
  return code === undefined || (startedUs !== undefined && endedUs === undefined);
}

function endOf(attempt: ServerAttempt, nowUs: number): number {
  const { arrivedUs = 0, startedUs = 0, endedUs = 0, repliedUs = 0 } = attempt;
  return Math.max(arrivedUs, startedUs, endedUs, repliedUs, isOpen(attempt) ? nowUs : 0);
}

function sessionRecord(session: Session, events: readonly ServerEvent[], parts: OutsideParts): RunRecord {
  const { told, fromUs, toUs } = session;
  const zeroUnixMs = parts.nowUnixMs - (parts.nowUs - fromUs) / 1_000;
  let state = createRunState({
    id: `outside-${told[0]?.attempt.sequence ?? 0}-${Math.floor(fromUs)}`,
    deploymentId: parts.deploymentId,
    experiment: "outside",
    title: "",
    settings: parts.settings,
    hosts: 1,
    stepUs: 1,
  });
  state = foldRun(state, { kind: "client", fact: { kind: "began", zeroUnixMs } });
  for (const event of eventsOf(session, events)) state = foldRun(state, { kind: "server", event });
  const isLive = told.some(({ attempt }) => isOpen(attempt));
  return isLive ? stillRunning(state, toUs - fromUs) : toRecord(ended(state, toUs - fromUs));
}

function ended(state: RunState, lengthUs: number): RunState {
  const atUs = Math.ceil(lengthUs);
  return foldRun(state, { kind: "client", fact: { kind: "ended", atUs, outcome: { kind: "finished" } } });
}

function stillRunning(state: RunState, lengthUs: number): RunRecord {
  const record = toRecord(state);
  const durationUs = Math.max(record.header.durationUs, Math.floor(lengthUs));
  return { ...record, header: { ...record.header, durationUs } };
}

/** The session's attempts in the order of their arrival, then what they logged and sent, and what their runner met. */
function eventsOf({ told, fromUs, toUs }: Session, events: readonly ServerEvent[]): readonly ServerEvent[] {
  const own = new Set(told.map(({ attempt }) => attempt.sequence));
  const rest = events.filter(({ event }) => {
    switch (event.case) {
      case "log":
        return event.value.attemptSequence !== undefined && own.has(event.value.attemptSequence);
      case "message":
        return own.has(event.value.attemptSequence);
      case "busy":
        return event.value.toUs >= fromUs && event.value.fromUs <= toUs;
      case "fixture":
        return event.value.attemptSequence !== undefined && own.has(event.value.attemptSequence);
      case "runner":
        return event.value.atUs >= fromUs && event.value.atUs <= toUs + quietUs;
      default:
        return false;
    }
  });
  return [...told.map(({ event }) => event), ...rest];
}
