import { type AttemptTable, missing, openStatus, stampNames } from "#lib/record/attempt-table.ts";
import { isAbandoned } from "#lib/record/phases.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { eachInterval, marksOf, type TimelinePhase } from "./attempt-intervals.ts";
import { overlappingLane } from "./bare-lane.ts";
import { isInterrupted, openBlockingUs } from "./blocked-stretches.ts";
import type { RunLayout } from "./lane.ts";
import { layoutThread } from "./layout-client.ts";
import { layoutConcurrency } from "./layout-concurrency.ts";
import { layoutWorkers, slotKey } from "./layout-workers.ts";
import { collectSpans, type SpanCollector, spanMarks } from "./span-columns.ts";

/**
 * A waiting lane is drawn when its longest wait is at least this share of the run, so that one can see it; every real
 * call waits a millisecond somewhere. While a run goes on its length says nothing yet: then an absolute time counts.
 */
const visibleShare = 0.02;
const visibleWhileRunningUs = 25_000;

/** Lays a run out as lanes, top to bottom: client threads, connection queue, network, queue, worker slots, back. */
export function layoutLanes(record: RunRecord): RunLayout {
  const { attempts, header } = record;
  const window = windowOf(record);
  const sorted = sortIntoLanes(record);
  const nowUs = Math.max(window.endUs, header.durationUs);
  const clients = record.threads.flatMap((thread, i) =>
    thread.side === "client" ? [layoutThread(record, thread, i, nowUs)] : [],
  );
  const servers = record.threads.flatMap((thread, i) =>
    thread.side === "server" && thread.blocked.length > 0 ? [layoutThread(record, thread, i, nowUs)] : [],
  );
  const workers = layoutWorkers(sorted.workers, header.settings.workers ?? 0, nowUs);
  const running = header.outcome.kind === "running";
  const leastUs = running ? visibleWhileRunningUs : (window.endUs - window.originUs) * visibleShare;
  const waiting = (kind: "connection" | "queue" | "resume") => {
    const lane = overlappingLane(kind, sorted[kind], nowUs);
    return lane.spans.length > 0 && lane.longestUs >= leastUs ? [lane] : [];
  };
  const lanes = [
    ...(clients.length > 0 ? clients : [layoutThread(record, silentThread, 0, nowUs)]),
    ...waiting("connection"),
    overlappingLane("networkOut", sorted.networkOut, nowUs),
    ...servers,
    ...waiting("queue"),
    ...workers,
    overlappingLane("networkBack", sorted.networkBack, nowUs),
    ...waiting("resume"),
  ];
  return {
    record,
    ...window,
    makespanUs: window.endUs - window.originUs,
    lanes,
    concurrency: layoutConcurrency(attempts, { fromUs: window.originUs, toUs: window.endUs }),
    workers: header.settings.workers,
    withoutServer:
      attempts.length > 0 && attempts.arrived.subarray(0, attempts.length).every((at) => at === missing),
  };
}

const silentThread = { name: "client", side: "client", beats: new Uint32Array(0), blocked: [] } as const;

/** From the first intended start to the last stamp; a run that goes on ends at its latest news. */
function windowOf(record: RunRecord): Pick<RunLayout, "originUs" | "endUs" | "lastUs"> {
  const { attempts, header } = record;
  const interrupted = isInterrupted(record);
  let originUs = missing;
  let endUs = 0;
  let lastUs = 0;
  let open = header.outcome.kind === "running";
  for (let row = 0; row < attempts.length; row++) {
    if (attempts.status[row] === openStatus) open = true;
    // The server may have closed the call, but it held the thread until the run was ended.
    if (interrupted && openBlockingUs(record, row) !== null) open = true;
    for (const name of stampNames) {
      const at = attempts[name][row] as number;
      if (at === missing) continue;
      if (at < originUs) originUs = at;
      if (at > lastUs) lastUs = at;
      // What the server still did after the client had left is drawn, but the run was over.
      if (at > endUs && !(isAbandoned(attempts, row) && isServerStamp(name))) endUs = at;
    }
  }
  if (originUs === missing) return { originUs: 0, endUs: header.durationUs, lastUs: header.durationUs };
  const overUs = Math.max(originUs, open ? Math.max(endUs, header.durationUs) : endUs);
  return { originUs, endUs: overUs, lastUs: Math.max(lastUs, overUs) };
}

function isServerStamp(name: (typeof stampNames)[number]): boolean {
  return name === "arrived" || name === "started" || name === "ended" || name === "replied";
}

type Collectors = Readonly<
  Record<"connection" | "networkOut" | "queue" | "networkBack" | "resume", SpanCollector>
> & {
  /** By `slotKey`. */
  readonly workers: ReadonlyMap<number, SpanCollector>;
};

const laneOfPhase = {
  clientWait: null,
  networkOut: "networkOut",
  merged: "networkOut",
  queue: "queue",
  execution: null,
  // The reply belongs to the network and is thin: it is drawn with the way back.
  reply: "networkBack",
  refused: "networkBack",
  networkBack: "networkBack",
  resume: "resume",
} as const satisfies Record<TimelinePhase, keyof Collectors | null>;

function sortIntoLanes(record: RunRecord): Collectors {
  const { attempts, details } = record;
  const workers = new Map<number, SpanCollector>();
  const collectors = {
    connection: collectSpans(),
    networkOut: collectSpans(),
    queue: collectSpans(),
    networkBack: collectSpans(),
    resume: collectSpans(),
    workers,
  };
  for (let row = 0; row < attempts.length; row++) {
    eachInterval(attempts, row, (phase, fromUs, toUs, marks) => {
      // A handler may really take no time; a phase clipped to nothing was never there.
      if (toUs === fromUs && !(phase === "execution" && attempts.started[row] === fromUs)) return;
      const bits = phase === "merged" ? marks | spanMarks.merged : marks;
      if (phase === "execution") workerOf(workers, attempts, row).add(fromUs, toUs, row, bits);
      else if (laneOfPhase[phase] !== null) collectors[laneOfPhase[phase]].add(fromUs, toUs, row, bits);
    });
  }
  for (const [row, { connectionWaitUs = 0 }] of details) {
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
