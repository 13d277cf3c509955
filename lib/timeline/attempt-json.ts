import { attemptFlags, missing, stampNames } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { statusName } from "#lib/wire/status-names.ts";

/** One attempt as readable JSON: stamps in µs since the run's zero, missing ones absent. */
export function attemptJson(record: RunRecord, row: number): string {
  const { attempts, details, header } = record;
  const stampsUs: Record<string, number> = {};
  for (const name of stampNames) {
    const at = attempts[name][row];
    if (at !== undefined && at !== missing) stampsUs[name] = at;
  }
  const bits = attempts.flags[row] ?? 0;
  return JSON.stringify(
    {
      run: header.id,
      call: (attempts.call[row] ?? 0) + 1,
      attempt: (attempts.attempt[row] ?? 0) + 1,
      method: header.methods[attempts.method[row] ?? 0] ?? "",
      status: statusName(attempts.status[row] ?? 0),
      replica: (attempts.replica[row] ?? 0) + 1,
      worker: attempts.started[row] === missing ? undefined : (attempts.worker[row] ?? 0) + 1,
      flags: Object.entries(attemptFlags).flatMap(([name, bit]) => ((bits & bit) !== 0 ? [name] : [])),
      stampsUs,
      clock: header.clock,
      ...details.get(row),
    },
    null,
    2,
  );
}
