import { missing, openStatus, stampNames } from "#lib/record/attempt-table.ts";
import { isAbandoned } from "#lib/record/phases.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { isInterrupted, openBlockingUs } from "./blocked-stretches.ts";
import type { RunLayout } from "./lane.ts";

type RunWindow = Pick<RunLayout, "originUs" | "endUs" | "lastUs">;

/**
 * From the first intended start to the last stamp; a run that goes on ends at its latest news. `areApart`: the server's
 * stamps are on a clock of their own.
 */
export function windowOf(record: RunRecord, areApart: boolean): RunWindow {
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
      // What the server still did after the client had left is drawn, but the run was over. Nor does a clock of its
      // own say when the client's run ended.
      const isElsewhere = isAbandoned(attempts, row) || (areApart && attempts.intended[row] !== missing);
      if (at > endUs && !(isElsewhere && isServerStamp(name))) endUs = at;
    }
  }
  if (originUs === missing) return { originUs: 0, endUs: header.durationUs, lastUs: header.durationUs };
  const overUs = Math.max(originUs, open ? Math.max(endUs, header.durationUs) : endUs);
  return { originUs, endUs: overUs, lastUs: Math.max(lastUs, overUs) };
}

function isServerStamp(name: (typeof stampNames)[number]): boolean {
  return name === "arrived" || name === "started" || name === "ended" || name === "replied";
}
