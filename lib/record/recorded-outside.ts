import type { ServerAttempt } from "#lib/gen/playground/v1/event_pb.ts";
import { foreignFlags, missing, openStatus } from "./attempt-table.ts";
import type { RunRecord } from "./run-record.ts";

/** A server that started anew counts from 1 again: the same number so far apart in time is another attempt, µs. */
const sameUs = 1_000_000;

/** Whether one of the records has an attempt from outside, from its beginning to its end. */
export function createRecordedOutside(records: readonly RunRecord[]): (attempt: ServerAttempt) => boolean {
  const arrivals = new Map<number, (number | null)[]>();
  for (const { attempts, details, header } of records) {
    for (let row = 0; row < attempts.length; row++) {
      const sequence = details.get(row)?.sequence;
      const isOutside = ((attempts.flags[row] ?? 0) & foreignFlags) !== 0;
      const isWhole =
        attempts.status[row] !== openStatus &&
        (attempts.started[row] === missing || attempts.ended[row] !== missing);
      if (sequence === undefined || !isOutside || !isWhole) continue;
      const { offsetUs } = header.clock;
      const serverUs = offsetUs === null ? null : (attempts.arrived[row] ?? 0) + offsetUs;
      arrivals.set(sequence, [...(arrivals.get(sequence) ?? []), serverUs]);
    }
  }
  return ({ sequence, arrivedUs = 0 }) =>
    (arrivals.get(sequence) ?? []).some((atUs) => atUs === null || Math.abs(atUs - arrivedUs) < sameUs);
}
