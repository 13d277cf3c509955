import { missing } from "#lib/record/attempt-table.ts";
import { areClocksApart, insideTheirCalls, isServerOnly, onServerTime } from "#lib/record/raw-clock.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { overlappingLane } from "./bare-lane.ts";
import type { Lane, RunLayout } from "./lane.ts";
import { layoutThread } from "./layout-client.ts";
import { type CallSpans, layoutConcurrency } from "./layout-concurrency.ts";
import { layoutWorkers } from "./layout-workers.ts";
import { windowOf } from "./run-window.ts";
import { type SortedSpans, sortSpans } from "./sort-spans.ts";
import { stepCurve } from "./step-curve.ts";

/**
 * A waiting lane is drawn when its longest wait is at least this share of the run, so that one can see it; every real
 * call waits a millisecond somewhere. While a run goes on its length says nothing yet: then an absolute time counts.
 */
const visibleShare = 0.02;
const visibleWhileRunningUs = 25_000;

/** On which clock the server's lanes are drawn: moved onto the client's, or as the server's own clock told them. */
export type ServerTime = "aligned" | "raw";

/**
 * Lays a run out as lanes, top to bottom: client threads, connection queue, network, queue, worker slots, back. A run
 * whose clocks contradict each other is drawn in raw server time whatever is asked.
 */
export function layoutLanes(told: RunRecord, serverTime: ServerTime = "aligned"): RunLayout {
  const isRaw = serverTime === "raw" || areClocksApart(told);
  const record = isRaw ? onServerTime(told) : told;
  const { attempts, header } = record;
  const window = windowOf(record, isRaw);
  const sorted = sortSpans(record, isRaw);
  const nowUs = Math.max(window.endUs, header.durationUs);
  const clients = record.threads.flatMap((thread, i) =>
    thread.side === "client" ? [layoutThread(record, thread, i, nowUs)] : [],
  );
  const servers = record.threads.flatMap((thread, i) =>
    thread.side === "server" && thread.blocked.length > 0 ? [layoutThread(record, thread, i, nowUs)] : [],
  );
  const withoutServer =
    attempts.length > 0 && attempts.arrived.subarray(0, attempts.length).every((at) => at === missing);
  // Without a limit and without a stamp one empty slot still says where the server would be.
  const limit = header.settings.workers ?? (withoutServer ? 1 : 0);
  const workers = layoutWorkers(sorted.workers, limit, nowUs);
  const running = header.outcome.kind === "running";
  const leastUs = running ? visibleWhileRunningUs : (window.endUs - window.originUs) * visibleShare;
  const waiting = (lane: Lane) => (lane.spans.length > 0 && lane.longestUs >= leastUs ? [lane] : []);
  const networkOut = overlappingLane("networkOut", sorted.networkOut, nowUs);
  const queue = overlappingLane("queue", sorted.queue, nowUs);
  const networkBack = overlappingLane("networkBack", sorted.networkBack, nowUs);
  const resume = overlappingLane("resume", sorted.resume, nowUs);
  // The strip counts the same spans: what the lanes have sorted is not walked again.
  const calls: CallSpans = isRaw
    ? countedSpans(sortSpans({ ...record, attempts: insideTheirCalls(attempts) }, false))
    : {
        client: [sorted.clientWait.finish(), resume.spans],
        network: [networkOut.spans, networkBack.spans],
        queued: queue.depth ?? stepCurve([]),
        executing: [sorted.executing.finish()],
        wasted: [sorted.wasted.finish()],
      };
  // Of callers from outside neither the thread nor the network is seen.
  const seesClients = !isServerOnly(record);
  const lanes = [
    ...(clients.length > 0 || !seesClients ? clients : [layoutThread(record, silentThread, 0, nowUs)]),
    ...waiting(overlappingLane("connection", sorted.connection, nowUs)),
    ...(seesClients ? [networkOut] : []),
    ...servers,
    ...waiting(queue),
    ...workers,
    ...(isRaw || !seesClients ? [] : [networkBack]),
    ...waiting(resume),
  ];
  return {
    record: told,
    isRaw,
    messages: record.messages,
    ...window,
    makespanUs: window.endUs - window.originUs,
    lanes,
    concurrency: layoutConcurrency(attempts, calls, { fromUs: window.originUs, toUs: window.endUs }),
    workers: header.settings.workers,
    withoutServer,
  };
}

const silentThread = { name: "client", side: "client", beats: new Uint32Array(0), blocked: [] } as const;

function countedSpans(sorted: SortedSpans): CallSpans {
  return {
    client: [sorted.clientWait.finish(), sorted.resume.finish()],
    network: [sorted.networkOut.finish(), sorted.networkBack.finish()],
    queued: stepCurve([sorted.queue.finish()]),
    executing: [sorted.executing.finish()],
    wasted: [sorted.wasted.finish()],
  };
}
