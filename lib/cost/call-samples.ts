import { foreignFlags, missing } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import type { PlannedCall } from "./sweep-program.ts";

/** One call of a sweep that was answered, as the record knows it. */
export type CallSample = {
  readonly n: number;
  readonly gzip: boolean;
  /** Processor time of the turns it caused, µs; null: the record does not say. */
  readonly cpuUs: number | null;
  /** In the handler, by the clock on the wall, µs. */
  readonly wallUs: number;
  /** From the send until the reply was there, µs. */
  readonly latencyUs: number;
  /** Bodies as they were on the wire, envelopes included and headers not. */
  readonly requestBytes: number;
  readonly responseBytes: number;
  /** What it added to the heap at most, garbage included; null: nobody looked. */
  readonly heapBytes: number | null;
};

/** The answered calls of a sweep, in the order in which they were made: the n-th call of the record is the n-th planned. */
export function samplesOf(record: RunRecord, planned: readonly PlannedCall[]): readonly CallSample[] {
  const { attempts, details } = record;
  const own = Array.from({ length: attempts.length }, (_, row) => row).filter(
    (row) => ((attempts.flags[row] ?? 0) & foreignFlags) === 0,
  );
  own.sort((a, b) => (attempts.call[a] ?? 0) - (attempts.call[b] ?? 0));
  return own.flatMap((row, index) => {
    const call = planned[index];
    const stamps = [attempts.started, attempts.ended, attempts.sent, attempts.received].map(
      (column) => column[row] ?? missing,
    );
    const [started = missing, ended = missing, sent = missing, received = missing] = stamps;
    if (call === undefined || attempts.status[row] !== 0 || stamps.includes(missing)) return [];
    const detail = details.get(row);
    return {
      n: call.n,
      gzip: call.gzip ?? false,
      cpuUs: detail?.cpuUs ?? null,
      wallUs: ended - started,
      latencyUs: received - sent,
      requestBytes: detail?.requestBytes ?? 0,
      responseBytes: detail?.responseBytes ?? 0,
      heapBytes: detail?.heapBytes ?? null,
    };
  });
}
