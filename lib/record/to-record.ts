import { defaultLimits } from "#lib/limits.ts";
import { missing } from "./attempt-table.ts";
import { estimateClock, type ServerClock, toRunUs, toStamp } from "./clock.ts";
import { readLog } from "./fact-log.ts";
import { type FilledTable, fillTable } from "./fill-table.ts";
import { joinAttempts } from "./join-attempts.ts";
import { lastStamp } from "./last-stamp.ts";
import {
  toFixtureFacts,
  toHeapFacts,
  toLogs,
  toMessages,
  toRunnerFacts,
  toServerBusy,
} from "./place-facts.ts";
import type { Ping } from "./run-facts.ts";
import type { BlockedInterval, ClockFacts, RunMark, RunRecord, Thread } from "./run-record.ts";
import type { RunState } from "./run-state.ts";
import { toTotals } from "./totals.ts";

/**
 * The record of a run so far: both halves on the client's axis, in µs since the run's zero. Row numbers of a run stay
 * the same as it goes on; stamps may shift a little when better clock exchanges come in.
 */
export function toRecord(
  state: RunState,
  maxAttempts: number = defaultLimits.maxAttemptsPerRecord,
): RunRecord {
  const { stepUs } = state.start;
  const clock = clockOf(state);
  // Both sides of a comparison come from a clock that moves in steps.
  const toleranceUs = clock === null ? 0 : Math.ceil(clock.uncertaintyUs / 2 + stepUs);
  const joined = joinAttempts(state, maxAttempts, ({ arrivedUs }) => {
    // What broke off before it arrived left no stamp to draw.
    if (arrivedUs === undefined) return false;
    return clock?.measured !== true || toRunUs(clock, arrivedUs) >= -toleranceUs;
  });
  const filled = fillTable(joined, clock, toleranceUs, state.outcome.kind !== "running");
  const thread = clientThread(state);
  const durationUs = Math.max(toWhole(state.endedUs), lastStamp(filled.attempts, [thread]));
  const busy = toServerBusy(state, clock, state.outcome.kind === "running" ? Infinity : durationUs);
  const fixtures = toFixtureFacts(state, joined, clock);
  const heap = toHeapFacts(state, clock, state.outcome.kind === "running" ? Infinity : durationUs);
  return {
    schemaVersion: 1,
    header: {
      id: state.start.id,
      deploymentId: state.start.deploymentId,
      experiment: state.start.experiment,
      title: state.start.title,
      engine: "real",
      recorded: false,
      startedAtUnixMs: state.startedAtUnixMs,
      durationUs: Math.max(durationUs, ...busy.map(({ toUs }) => toUs)),
      outcome: state.outcome,
      settings: state.start.settings,
      methods: filled.methods,
      httpVersion: state.httpVersion,
      hosts: state.start.hosts,
      clock: clockFacts(clock, stepUs),
      marks: marksOf(state, filled, joined.truncated),
      totals: toTotals(filled.attempts, 0),
    },
    attempts: filled.attempts,
    details: filled.details,
    threads: busy.length > 0 ? [thread, serverThread(busy)] : [thread],
    logs: toLogs(state, joined, clock),
    runnerEvents: toRunnerFacts(state, clock),
    messages: toMessages(state, joined, clock),
    ...evidenceOf(state),
    ...(fixtures.length > 0 && { fixtures }),
    ...(heap.length > 0 && { heap }),
  };
}

function clockOf(state: RunState): ServerClock | null {
  let firstCallUs = Number.POSITIVE_INFINITY;
  let firstServerUs = Number.POSITIVE_INFINITY;
  for (const { side, half } of readLog(state.attempts)) {
    if (side === "client") firstCallUs = Math.min(firstCallUs, half.intendedUs);
    else firstServerUs = Math.min(firstServerUs, half.arrivedUs ?? firstServerUs);
  }
  const measured =
    estimateClock(readLog(state.pings), firstCallUs) ??
    estimateClock(callsAsPings(state), Number.POSITIVE_INFINITY);
  if (measured !== null) return measured;
  if (firstServerUs === Number.POSITIVE_INFINITY) return null;
  return { offsetUs: firstServerUs, driftUsPerS: 0, uncertaintyUs: 0, measured: false };
}

/** Without clock exchanges every answered call is one, only less exact: its δ holds the emulated network too. */
function callsAsPings(state: RunState): readonly Ping[] {
  return joinAttempts(state, Number.POSITIVE_INFINITY, () => false).rows.flatMap(({ client, server }) => {
    const abandoned = client?.cancelled === true || client?.timeout === true;
    if (abandoned || client?.sentUs === undefined || client.receivedUs === undefined) return [];
    if (server?.arrivedUs === undefined || server.repliedUs === undefined) return [];
    return [{ t0: client.sentUs, t1: server.arrivedUs, t2: server.repliedUs, t3: client.receivedUs }];
  });
}

function clockFacts(clock: ServerClock | null, stepUs: number): ClockFacts {
  return {
    offsetUs: clock?.measured === true ? clock.offsetUs : null,
    driftUsPerS: clock?.driftUsPerS ?? 0,
    uncertaintyUs: clock?.uncertaintyUs ?? 0,
    stepUs,
  };
}

/** A step of 100 µs or more: the page was not isolated, and short phases are not to be trusted. */
const coarseStepUs = 100;

function marksOf(state: RunState, filled: FilledTable, truncated: boolean): readonly RunMark[] {
  const found: RunMark[] = [...state.marks];
  if (filled.clockError) found.push("clockError");
  if (state.start.stepUs >= coarseStepUs) found.push("coarseClock");
  if (truncated) found.push("truncated");
  return found;
}

function clientThread(state: RunState): Thread {
  const beats = readLog(state.beats)
    .flat()
    .map(toStamp)
    .filter((atUs) => atUs !== missing);
  return {
    name: "client",
    side: "client",
    beats: Uint32Array.from(beats).sort(),
    blocked: readLog(state.blocked).map((interval) => ({
      ...interval,
      fromUs: toWhole(interval.fromUs),
      toUs: toWhole(interval.toUs),
    })),
  };
}

/** What the client's own code did beside its calls. */
function evidenceOf({ control, polls }: RunState): Pick<RunRecord, "control" | "polls"> {
  const looks = readLog(polls).map(({ call, fromUs, toUs }) => ({
    call,
    fromUs: toWhole(fromUs),
    toUs: toWhole(toUs),
  }));
  return { ...(control !== null && { control }), ...(looks.length > 0 && { polls: looks }) };
}

/** One loop beats in no rhythm of ours: only its long turns are known. */
function serverThread(blocked: readonly BlockedInterval[]): Thread {
  return { name: "server", side: "server", beats: new Uint32Array(0), blocked };
}

function toWhole(atUs: number): number {
  return Math.max(0, Math.floor(atUs));
}
