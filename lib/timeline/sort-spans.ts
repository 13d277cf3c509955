import { type AttemptTable, missing } from "#lib/record/attempt-table.ts";
import { splitSides } from "#lib/record/raw-clock.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { eachInterval, marksOf, type TimelinePhase } from "./attempt-intervals.ts";
import { slotKey } from "./layout-workers.ts";
import { collectSpans, type SpanCollector, spanMarks } from "./span-columns.ts";

type CollectorName =
  | "connection"
  | "networkOut"
  | "queue"
  | "networkBack"
  | "resume"
  | "clientWait"
  | "executing"
  | "wasted";

/** Every span of a run, by the lane or the curve it belongs to. */
export type SortedSpans = Readonly<Record<CollectorName, SpanCollector>> & {
  /** By `slotKey`. */
  readonly workers: ReadonlyMap<number, SpanCollector>;
};

const laneOfPhase = {
  clientWait: "clientWait",
  networkOut: "networkOut",
  merged: "networkOut",
  queue: "queue",
  execution: null,
  // The reply belongs to the network and is thin: it is drawn with the way back.
  reply: "networkBack",
  refused: "networkBack",
  networkBack: "networkBack",
  resume: "resume",
} as const satisfies Record<TimelinePhase, CollectorName | null>;

/**
 * Sorts every phase of a run. With clocks that are apart (raw-clock.ts) each side is read by itself: on the client's a
 * call is one dashed phase from sent to received, on the server's it waits and is executed.
 */
export function sortSpans(record: RunRecord, areApart: boolean): SortedSpans {
  const { attempts, details } = record;
  const workers = new Map<number, SpanCollector>();
  const collectors = {
    connection: collectSpans(),
    networkOut: collectSpans(),
    queue: collectSpans(),
    networkBack: collectSpans(),
    resume: collectSpans(),
    clientWait: collectSpans(),
    executing: collectSpans(),
    wasted: collectSpans(),
    workers,
  };
  const sortRow = (table: AttemptTable, row: number, isServerAlone: boolean) =>
    eachInterval(table, row, (phase, fromUs, toUs, marks) => {
      // A handler may really take no time; a phase clipped to nothing was never there.
      if (toUs === fromUs && !(phase === "execution" && attempts.started[row] === fromUs)) return;
      if (isServerAlone && laneOfPhase[phase] === "networkBack") return;
      const bits = phase === "merged" ? marks | spanMarks.merged : marks;
      if (phase === "execution") {
        workerOf(workers, attempts, row).add(fromUs, toUs, row, bits);
        (bits & spanMarks.wasted ? collectors.wasted : collectors.executing).add(fromUs, toUs, row, bits);
      } else if (laneOfPhase[phase] !== null) collectors[laneOfPhase[phase]].add(fromUs, toUs, row, bits);
    });
  const sides = areApart ? splitSides(attempts) : null;
  for (let row = 0; row < attempts.length; row++) {
    if (sides === null) sortRow(attempts, row, false);
    else {
      sortRow(sides.client, row, false);
      sortRow(sides.server, row, true);
    }
  }
  // A browser's own wait, or that for an emulated connection.
  for (const [row, { connectUs = 0, connectionWaitUs = connectUs }] of details) {
    const sent = attempts.sent[row];
    if (connectionWaitUs <= 0 || sent === undefined || sent === missing) continue;
    const earliest = attempts.intended[row] === missing ? 0 : (attempts.intended[row] as number);
    collectors.connection.add(Math.max(earliest, sent - connectionWaitUs), sent, row, marksOf(attempts, row));
  }
  return collectors;
}

function workerOf(workers: Map<number, SpanCollector>, attempts: AttemptTable, row: number): SpanCollector {
  const key = slotKey(attempts.replica[row] as number, attempts.worker[row] as number);
  const known = workers.get(key);
  if (known !== undefined) return known;
  const created = collectSpans();
  workers.set(key, created);
  return created;
}
