import { LoadEnd, LoadOutcome } from "#lib/gen/playground/v1/load_pb.ts";
import { type LoadSampleTable, toSampleTable, unknownUs } from "#lib/load/load-samples.ts";
import { type MergedCounts, mergeTicks } from "#lib/load/merge-ticks.ts";
import { type AttemptTable, attemptFlags, createAttemptTable } from "#lib/record/attempt-table.ts";
import type { RunOutcome, RunRecord } from "#lib/record/run-record.ts";
import { elapsedUs, type VisitRun } from "./visit-run.ts";

/** What is known of a load test, ready to be drawn. */
export type LoadRecord = {
  readonly run: VisitRun;
  readonly record: RunRecord;
  readonly samples: LoadSampleTable;
  readonly merged: ReturnType<typeof mergeTicks>;
};

/**
 * The run's single calls as a record, which every chart folds and calls by `title`. A reply tells how long its call waited and ran, not when
 * it arrived: the server's stamps share the rest of the time out evenly before and after, and are marked uncertain.
 */
export function toLoadRecord(run: VisitRun, title: string): LoadRecord {
  const samples = toSampleTable(run.load.ticks);
  const merged = mergeTicks(run.load.ticks);
  return { run, samples, merged, record: toRecord(run, title, samples, merged.counts) };
}

function toRecord(run: VisitRun, title: string, samples: LoadSampleTable, counts: MergedCounts): RunRecord {
  const { plan, server, load } = run;
  return {
    schemaVersion: 1,
    header: {
      id: run.id,
      deploymentId: plan.deploymentId,
      experiment: plan.method.split("/").at(-1) ?? "",
      title,
      engine: "real",
      recorded: false,
      startedAtUnixMs: load.started?.zeroUnixMs ?? 0,
      durationUs: elapsedUs(run),
      outcome: outcomeOf(run),
      settings: {
        ...server,
        protocol: plan.protocol,
        codec: plan.codec,
        calls: counts.due,
        where: "backend",
      },
      methods: [plan.method],
      httpVersion: plan.httpVersion === "2" ? "h2" : "http/1.1",
      hosts: 1,
      clock: { offsetUs: 0, driftUsPerS: 0, uncertaintyUs: 0, stepUs: 1 },
      marks: [],
      totals: {
        offered: counts.due,
        ok: counts.ok,
        failed: counts.error + counts.timeout + counts.cancelled,
        shed: counts.shed,
        unsent: counts.unsent,
        inFlight: load.ticks.at(-1)?.inFlight ?? 0,
      },
    },
    attempts: toAttempts(samples),
    details: new Map(),
    threads: [],
    logs: [],
    runnerEvents: [],
    messages: [],
  };
}

function outcomeOf({ phase, load: { summary } }: VisitRun): RunOutcome {
  if (phase.kind !== "ended") return { kind: "running" };
  switch (summary?.end) {
    case LoadEnd.COMPLETED:
      return { kind: "finished" };
    case LoadEnd.STOPPED:
      return { kind: "stopped" };
    case LoadEnd.LIMIT:
      return { kind: "limit", limit: summary.limit, value: summary.limitValue };
    default:
      return { kind: "lostConnection" };
  }
}

function toAttempts(samples: LoadSampleTable): AttemptTable {
  const { length } = samples;
  const table = { ...createAttemptTable(length), length };
  for (let row = 0; row < length; row++) {
    const intended = samples.intendedUs[row] ?? 0;
    const latency = samples.latencyUs[row] ?? 0;
    const fromSend = samples.fromSendUs[row] ?? 0;
    const outcome = samples.outcome[row] ?? LoadOutcome.UNSPECIFIED;
    const sent = intended + latency - fromSend;
    table.intended[row] = intended;
    table.sent[row] = sent;
    table.received[row] = intended + latency;
    table.resumed[row] = intended + latency;
    table.call[row] = samples.call[row] ?? 0;
    table.status[row] = outcome === LoadOutcome.OK ? 0 : samples.code[row] || unknownCode;
    table.flags[row] = flagsOf(outcome);
    placeServerStamps(table, row, samples, { sent, fromSend });
  }
  return table;
}

const unknownCode = 2;

type OnTheWay = { readonly sent: number; readonly fromSend: number };

function placeServerStamps(
  table: AttemptTable,
  row: number,
  samples: LoadSampleTable,
  { sent, fromSend }: OnTheWay,
): void {
  const queue = samples.queueUs[row] ?? unknownUs;
  const execution = samples.executionUs[row] ?? unknownUs;
  if (queue === unknownUs || execution === unknownUs || queue + execution > fromSend) return;
  const arrived = sent + Math.floor((fromSend - queue - execution) / 2);
  table.arrived[row] = arrived;
  table.started[row] = arrived + queue;
  table.ended[row] = arrived + queue + execution;
  table.replied[row] = arrived + queue + execution;
  table.flags[row] = (table.flags[row] ?? 0) | attemptFlags.uncertain;
  // The record counts slots in one byte, as many as any pool has.
  table.worker[row] = Math.min(255, samples.worker[row] ?? 0);
}

function flagsOf(outcome: number): number {
  switch (outcome) {
    case LoadOutcome.TIMEOUT:
      return attemptFlags.timeout;
    case LoadOutcome.CANCELLED:
      return attemptFlags.cancelled;
    case LoadOutcome.SHED:
      return attemptFlags.shed;
    default:
      return 0;
  }
}
