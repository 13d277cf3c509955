import type {
  FixtureCall,
  HeapUse,
  LogLine,
  RunnerEvent,
  ServerAttempt,
  StreamMessage,
  ThreadBusy,
} from "#lib/gen/playground/v1/event_pb.ts";
import { emptyLog, type FactLog } from "./fact-log.ts";
import type { ClientAttempt, ClientFact, Ping } from "./run-facts.ts";
import type {
  BlockedInterval,
  ControlFact,
  LogEntry,
  PollFact,
  RunHeader,
  RunMark,
  RunOutcome,
} from "./run-record.ts";

/** What is known about a run before its first fact. */
export type RunStart = Pick<
  RunHeader,
  "id" | "deploymentId" | "experiment" | "title" | "settings" | "hosts"
> & {
  /** Smallest step of the client's clock, µs. */
  readonly stepUs: number;
};

/** What `foldRun` keeps: every fact as it was told, in raw time. `toRecord` makes the record of it. */
export type RunState = {
  readonly start: RunStart;
  readonly startedAtUnixMs: number;
  readonly outcome: RunOutcome;
  /** When the run ended, µs; 0 while it goes on. */
  readonly endedUs: number;
  readonly httpVersion: string;
  readonly marks: readonly RunMark[];
  readonly control: ControlFact | null;
  readonly polls: FactLog<PollFact>;
  /** Both sides in one list, so that the order in which attempts appeared is known. */
  readonly attempts: FactLog<AttemptHalf>;
  readonly pings: FactLog<Ping>;
  readonly beats: FactLog<readonly number[]>;
  readonly blocked: FactLog<BlockedInterval>;
  readonly clientLogs: FactLog<Omit<LogEntry, "attempt" | "source">>;
  readonly serverLogs: FactLog<LogLine>;
  readonly runnerEvents: FactLog<RunnerEvent>;
  readonly serverBusy: FactLog<ThreadBusy>;
  readonly fixtures: FactLog<FixtureCall>;
  readonly heap: FactLog<HeapUse>;
  readonly clientMessages: FactLog<ClientMessage>;
  readonly serverMessages: FactLog<StreamMessage>;
};

/** What one side says about one attempt. */
export type AttemptHalf =
  | { readonly side: "client"; readonly half: ClientAttempt }
  | { readonly side: "server"; readonly half: ServerAttempt };

export type ClientMessage = Extract<ClientFact, { kind: "message" }>;

export function createRunState(start: RunStart): RunState {
  return {
    start,
    startedAtUnixMs: 0,
    outcome: { kind: "running" },
    endedUs: 0,
    httpVersion: "",
    marks: [],
    control: null,
    polls: emptyLog(),
    attempts: emptyLog(),
    pings: emptyLog(),
    beats: emptyLog(),
    blocked: emptyLog(),
    clientLogs: emptyLog(),
    serverLogs: emptyLog(),
    runnerEvents: emptyLog(),
    serverBusy: emptyLog(),
    fixtures: emptyLog(),
    heap: emptyLog(),
    clientMessages: emptyLog(),
    serverMessages: emptyLog(),
  };
}
