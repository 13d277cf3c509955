import { LogLevel, RunnerState, StopReason } from "#lib/gen/playground/v1/event_pb.ts";
import { type ServerClock, toRunUs } from "./clock.ts";
import { readLog } from "./fact-log.ts";
import type { JoinedAttempts } from "./join-attempts.ts";
import type {
  BlockedInterval,
  FixtureFact,
  HeapFact,
  LogEntry,
  RunnerFact,
  StreamMessageFact,
} from "./run-record.ts";
import type { RunState } from "./run-state.ts";

/**
 * Both sides' log lines in time order. What the server file said while it loaded, before the run's zero, is at 0; what
 * earlier calls and earlier runners said is not of this run.
 */
export function toLogs(
  state: RunState,
  joined: JoinedAttempts,
  clock: ServerClock | null,
): readonly LogEntry[] {
  const client = readLog(state.clientLogs).map(
    (entry): LogEntry => ({ ...entry, atUs: toWhole(entry.atUs), source: "client", attempt: null }),
  );
  const loaded = loadingTime(state, clock);
  const server = readLog(state.serverLogs).flatMap((line): readonly LogEntry[] => {
    const { text, path, stack, dropped, attemptSequence } = line;
    const attempt = attemptSequence === undefined ? null : joined.rowOfSequence(attemptSequence);
    const isEarlier = clock?.measured === true && toRunUs(clock, line.atUs) < 0;
    if (isEarlier && (attemptSequence !== undefined ? attempt === null : !loaded(line.atUs))) return [];
    const level = levels[line.level] ?? "info";
    return [
      {
        atUs: onAxis(clock, line.atUs),
        source: "server",
        level,
        text,
        path,
        line: line.line,
        attempt,
        stack,
        dropped,
      },
    ];
  });
  return [...client, ...server].sort(byTime);
}

/** Whether a moment before the run lies in the loading of the runner that serves it: after the one before it stopped. */
function loadingTime(state: RunState, clock: ServerClock | null): (serverUs: number) => boolean {
  let stoppedUs = Number.NEGATIVE_INFINITY;
  let readyUs = Number.POSITIVE_INFINITY;
  for (const event of readLog(state.runnerEvents)) {
    if (clock === null || toRunUs(clock, event.atUs) >= 0) continue;
    if (event.state === RunnerState.STOPPED) stoppedUs = event.atUs;
    if (event.state === RunnerState.READY) readyUs = event.atUs;
  }
  return (serverUs) => serverUs > stoppedUs && serverUs <= readyUs;
}

/** What happened to the runner during the run. How an earlier one ended is not of this run. */
export function toRunnerFacts(state: RunState, clock: ServerClock | null): readonly RunnerFact[] {
  return readLog(state.runnerEvents)
    .filter((event) => event.state !== RunnerState.UNSPECIFIED)
    .filter((event) => clock?.measured !== true || toRunUs(clock, event.atUs) >= 0)
    .map(
      (event): RunnerFact => ({
        atUs: onAxis(clock, event.atUs),
        state: event.state === RunnerState.READY ? "ready" : "stopped",
        reason: stopReasons[event.reason] ?? "",
        limit: event.limit,
        limitValue: event.limitValue,
      }),
    )
    .sort(byTime);
}

/** When the server's thread was busy within [0, endUs]; what other runs did before and later is not of this one. */
export function toServerBusy(
  state: RunState,
  clock: ServerClock | null,
  endUs: number,
): readonly BlockedInterval[] {
  if (clock === null) return [];
  return readLog(state.serverBusy)
    .map((stretch) => ({ fromUs: toRunUs(clock, stretch.fromUs), toUs: toRunUs(clock, stretch.toUs) }))
    .filter(({ fromUs, toUs }) => toUs > 0 && fromUs < endUs)
    .map(
      ({ fromUs, toUs }): BlockedInterval => ({
        fromUs: toWhole(fromUs),
        toUs: toWhole(Math.min(toUs, endUs)),
        reason: "busy",
      }),
    )
    .sort((a, b) => a.fromUs - b.fromUs);
}

/** What the heap held within [0, endUs], in time order. */
export function toHeapFacts(state: RunState, clock: ServerClock | null, endUs: number): readonly HeapFact[] {
  if (clock === null) return [];
  return readLog(state.heap)
    .map(({ atUs, bytes, replica }) => ({ atUs: toRunUs(clock, atUs), bytes, replica }))
    .filter(({ atUs }) => atUs >= 0 && atUs <= endUs)
    .map(({ atUs, ...use }): HeapFact => ({ ...use, atUs: toWhole(atUs) }))
    .sort(byTime);
}

/** What fixtures were asked during the run, each by the attempt in the record whose handler asked. */
export function toFixtureFacts(
  state: RunState,
  joined: JoinedAttempts,
  clock: ServerClock | null,
): readonly FixtureFact[] {
  return readLog(state.fixtures)
    .filter(({ runId, atUs }) => runId !== "" || clock?.measured !== true || toRunUs(clock, atUs) >= 0)
    .map((call): FixtureFact => {
      const { atUs, fixture, op, key, payload, attemptSequence } = call;
      const attempt = attemptSequence === undefined ? null : joined.rowOfSequence(attemptSequence);
      return { atUs: onAxis(clock, atUs), fixture: shortName(fixture), op, key, payload, attempt };
    })
    .sort(byTime);
}

/** `playground.fixtures.v1.Ledger` is the ledger. */
function shortName(service: string): string {
  return service.slice(service.lastIndexOf(".") + 1).toLowerCase();
}

/** Messages of attempts that are in the record, each as seen by one side. */
export function toMessages(
  state: RunState,
  joined: JoinedAttempts,
  clock: ServerClock | null,
): readonly StreamMessageFact[] {
  const messages: StreamMessageFact[] = [];
  for (const { call, attempt, atUs, toClient, bytes } of readLog(state.clientMessages)) {
    const row = joined.rowOfCall(call, attempt);
    const direction = toClient ? "toClient" : "toServer";
    if (row !== null) messages.push({ attempt: row, atUs: toWhole(atUs), side: "client", direction, bytes });
  }
  for (const { attemptSequence, atUs, outgoing, bytes } of readLog(state.serverMessages)) {
    const row = joined.rowOfSequence(attemptSequence);
    const direction = outgoing ? "toClient" : "toServer";
    if (row !== null)
      messages.push({ attempt: row, atUs: onAxis(clock, atUs), side: "server", direction, bytes });
  }
  return messages.sort(byTime);
}

function onAxis(clock: ServerClock | null, serverUs: number): number {
  return clock === null ? 0 : toWhole(toRunUs(clock, serverUs));
}

function toWhole(atUs: number): number {
  return Math.max(0, Math.floor(atUs));
}

function byTime(a: { readonly atUs: number }, b: { readonly atUs: number }): number {
  return a.atUs - b.atUs;
}

const levels: Readonly<Record<number, LogEntry["level"]>> = {
  [LogLevel.UNSPECIFIED]: "info",
  [LogLevel.DEBUG]: "debug",
  [LogLevel.INFO]: "info",
  [LogLevel.WARN]: "warn",
  [LogLevel.ERROR]: "error",
} satisfies Record<LogLevel, LogEntry["level"]>;

const stopReasons: Readonly<Record<number, string>> = {
  [StopReason.UNSPECIFIED]: "",
  [StopReason.TIME_LIMIT]: "timeLimit",
  [StopReason.MEMORY_LIMIT]: "memoryLimit",
  [StopReason.OUTPUT_LIMIT]: "outputLimit",
  [StopReason.CPU_LIMIT]: "cpuLimit",
  [StopReason.CRASHED]: "crashed",
  [StopReason.PROTOCOL_VIOLATION]: "protocolViolation",
  [StopReason.IDLE]: "idle",
  [StopReason.SHUTDOWN]: "shutdown",
} satisfies Record<StopReason, string>;
