import { createHash } from "node:crypto";
import {
  attemptFlags,
  createAttemptTable,
  openStatus,
  type StampName,
  stampNames,
} from "#lib/record/attempt-table.ts";
import type { AttemptDetail, BlockedInterval, Recorder, RunRecord } from "#lib/record/run-record.ts";
import { toTotals } from "#lib/record/totals.ts";

/** A line that stamping.py wrote. */
export type Stamp = {
  readonly call: number | null;
  readonly name: StampName | "entered" | "pool" | "awaited" | "left";
  /** ns on the machine's monotonic clock, the same in every process. */
  readonly at: number;
  readonly method?: string;
  readonly worker?: number;
  readonly bytes?: number;
  readonly request?: string;
  readonly reply?: string;
  /** gRPC's number of the outcome. */
  readonly code?: number;
  readonly details?: string;
  readonly blocking?: boolean;
  /** Size of the server's thread pool, and how many calls it takes at a time; null: any number. */
  readonly workers?: number;
  readonly limit?: number | null;
};

export type Stamped = {
  readonly client: readonly Stamp[];
  readonly server: readonly Stamp[];
  readonly experiment: string;
  readonly title: string;
  readonly startedAtUnixMs: number;
  readonly recordedBy: Recorder;
};

const deadlineExceeded = 4;

/** The record of a run from the stamps that both programs wrote. Nothing is estimated: there is one clock. */
export function foldStamps(stamped: Stamped): RunRecord {
  const { client, server, recordedBy, experiment, title } = stamped;
  // A program takes a while to load; the run begins with its first call.
  const zero = Math.min(...client.filter(({ call }) => call !== null).map(({ at }) => at));
  const toUs = (at: number) => Math.round((at - zero) / 1_000);
  const stamps = [...client, ...server].filter((one) => one.call !== null);
  const pool = server.find(({ name }) => name === "pool");
  const [workers, limit] = [pool?.workers ?? 1, pool?.limit ?? null];
  const calls = [...new Set(stamps.map(({ call }) => call))].sort((a, b) => Number(a) - Number(b));
  const attempts = { ...createAttemptTable(calls.length), length: calls.length };
  const details = new Map<number, AttemptDetail>();
  const methods = [...new Set(stamps.flatMap(({ method }) => method?.replace(/^\//, "") ?? []))];
  const blocked: BlockedInterval[] = [];

  calls.forEach((call, row) => {
    const own = stamps.filter((one) => one.call === call);
    const of = (name: Stamp["name"]) => own.find((one) => one.name === name);
    for (const { name, at } of own) if (isStampName(name)) attempts[name][row] = toUs(at);
    const resumed = of("resumed");
    attempts.call[row] = row;
    attempts.worker[row] = of("started")?.worker ?? 0;
    attempts.status[row] = resumed?.code ?? openStatus;
    attempts.flags[row] = resumed?.code === deadlineExceeded ? attemptFlags.timeout : 0;
    // A thread stands still in a blocking call, and while it waits for the result of one begun before.
    const stopped = resumed?.blocking === true ? of("intended") : of("awaited");
    if (stopped !== undefined && resumed !== undefined)
      blocked.push({ fromUs: toUs(stopped.at), toUs: toUs(resumed.at), reason: "call" });
    details.set(row, detailOf(of));
  });

  const durationUs = Math.max(0, ...stamps.map(({ at }) => toUs(at)));
  const id = createHash("sha256").update(JSON.stringify(stamps)).digest("hex").slice(0, 12);
  return {
    schemaVersion: 1,
    header: {
      ...{ id, deploymentId: "", experiment, title, engine: "real", recorded: true, durationUs },
      startedAtUnixMs: stamped.startedAtUnixMs,
      outcome: { kind: "finished" },
      settings: {
        workers,
        queueLimit: limit === null ? null : limit - workers,
        network: { delayMs: 0, jitterMs: 0, bandwidthKbps: 0 },
        ...{ protocol: "grpc", codec: "binary", calls: calls.length },
      },
      methods,
      ...{ httpVersion: "h2", hosts: 1 },
      clock: { offsetUs: 0, driftUsPerS: 0, uncertaintyUs: 0, stepUs: 1 },
      marks: [],
      totals: toTotals(attempts, 0),
      recordedBy,
    },
    attempts,
    details,
    threads: [{ name: "client", side: "client", beats: new Uint32Array(0), blocked }],
    ...{ logs: [], runnerEvents: [], messages: [] },
  };
}

function isStampName(name: string): name is StampName {
  return stampNames.some((known) => known === name);
}

function detailOf(of: (name: Stamp["name"]) => Stamp | undefined): AttemptDetail {
  const { reply, details: errorMessage, blocking } = of("resumed") ?? {};
  const [requestBytes, responseBytes] = [of("sent")?.bytes, of("replied")?.bytes];
  return {
    request: JSON.stringify({ name: of("intended")?.request ?? "" }),
    ...(requestBytes !== undefined && { requestBytes }),
    ...(responseBytes !== undefined && { responseBytes }),
    ...(reply !== undefined && { reply: JSON.stringify({ message: reply }) }),
    ...(errorMessage !== undefined && { errorMessage }),
    ...(blocking === true && { blocking }),
  };
}
