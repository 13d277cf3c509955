import { assertNever } from "#lib/assert.ts";
import type { ServerEvent } from "#lib/gen/playground/v1/event_pb.ts";
import { appendFact } from "./fact-log.ts";
import type { ClientFact, RunFact } from "./run-facts.ts";
import type { RunMark, RunOutcome } from "./run-record.ts";
import type { RunState } from "./run-state.ts";

/**
 * Adds one fact to what is known about a run, in constant time. Pure: the older state stays valid. Events of another
 * run are strangers and change nothing.
 */
export function foldRun(state: RunState, fact: RunFact): RunState {
  switch (fact.kind) {
    case "client":
      return foldClientFact(state, fact.fact);
    case "server":
      return foldServerEvent(state, fact.event);
    case "gap":
      return fact.dropped > 0 ? mark(state, "recordGap") : state;
    case "stopped":
      return end(state, fact.atUs, { kind: "stopped" });
    case "lostConnection":
      // After the client's own end only the server's half can still be cut short.
      return state.outcome.kind === "running"
        ? end(state, fact.atUs, { kind: "lostConnection" })
        : mark(state, "recordGap");
    default:
      return assertNever(fact);
  }
}

function foldClientFact(state: RunState, fact: ClientFact): RunState {
  switch (fact.kind) {
    case "began":
      return { ...state, startedAtUnixMs: fact.zeroUnixMs };
    case "attempt":
      return { ...state, attempts: appendFact(state.attempts, { side: "client", half: fact.attempt }) };
    case "message":
      return { ...state, clientMessages: appendFact(state.clientMessages, fact) };
    case "beats":
      return { ...state, beats: appendFact(state.beats, fact.atUs) };
    case "blocked":
      return { ...state, blocked: appendFact(state.blocked, fact.interval) };
    case "control":
      return { ...state, control: fact.control };
    case "poll":
      return { ...state, polls: appendFact(state.polls, fact.poll) };
    case "pings":
      return { ...state, pings: fact.pings.reduce(appendFact, state.pings) };
    case "log":
      return { ...state, clientLogs: appendFact(state.clientLogs, fact.entry) };
    case "mark":
      return mark(state, fact.mark);
    case "httpVersion":
      return { ...state, httpVersion: fact.httpVersion };
    case "ended":
      return end(state, fact.atUs, fact.outcome);
    default:
      return assertNever(fact);
  }
}

function foldServerEvent(state: RunState, { event }: ServerEvent): RunState {
  switch (event.case) {
    case "attempt": {
      const half = event.value;
      const stranger = half.runId !== "" && half.runId !== state.start.id;
      return stranger ? state : { ...state, attempts: appendFact(state.attempts, { side: "server", half }) };
    }
    case "log":
      return { ...state, serverLogs: appendFact(state.serverLogs, event.value) };
    case "runner":
      return { ...state, runnerEvents: appendFact(state.runnerEvents, event.value) };
    case "message":
      return { ...state, serverMessages: appendFact(state.serverMessages, event.value) };
    case "busy":
      return { ...state, serverBusy: appendFact(state.serverBusy, event.value) };
    case "heap":
      return { ...state, heap: appendFact(state.heap, event.value) };
    case "fixture": {
      const { runId } = event.value;
      const stranger = runId !== "" && runId !== state.start.id;
      return stranger ? state : { ...state, fixtures: appendFact(state.fixtures, event.value) };
    }
    case undefined:
      // An event kind that a newer server knows.
      return state;
    default:
      return assertNever(event);
  }
}

function end(state: RunState, atUs: number, outcome: RunOutcome): RunState {
  return state.outcome.kind === "running" ? { ...state, outcome, endedUs: atUs } : state;
}

function mark(state: RunState, name: RunMark): RunState {
  return state.marks.includes(name) ? state : { ...state, marks: [...state.marks, name] };
}
