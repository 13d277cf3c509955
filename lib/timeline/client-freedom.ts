import { missing } from "#lib/record/attempt-table.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import { blockedStretches } from "./blocked-stretches.ts";
import { beatGaps, gapAt } from "./layout-client.ts";

/** How free the client's threads were, by the same rules as their lanes are drawn. Durations in µs. */
export type ClientFreedom = {
  /** Blocked by calls or kept by code, a call under way included. */
  readonly blockedUs: number;
  /** The longest pause drawn as "could not react"; 0 without one. */
  readonly longestGapUs: number;
};

/** Sums up all client threads of a run, until its end or its latest news. */
export function clientFreedom(record: RunRecord): ClientFreedom {
  const overUs = record.header.durationUs;
  let blockedUs = 0;
  let longestGapUs = 0;
  record.threads.forEach((thread, index) => {
    if (thread.side !== "client") return;
    const blocked = blockedStretches(record, thread, index, overUs);
    for (const { fromUs, toUs } of blocked) {
      blockedUs += Math.max(0, (toUs === missing ? overUs : toUs) - fromUs);
    }
    for (const gap of beatGaps(thread.beats, blocked)) {
      const seen = gapAt(gap, overUs);
      if (seen !== null) longestGapUs = Math.max(longestGapUs, seen.toUs - seen.fromUs);
    }
  });
  return { blockedUs, longestGapUs };
}
