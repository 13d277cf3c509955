import type { Run } from "./evidence.ts";
import { cannotTell, type Finding, judge, type Mistake } from "./finding.ts";
import { ms } from "./measure.ts";
import { about, atMost, duration, nothing } from "./quantity.ts";

/** Above this J the machine is too busy for any statement about time. */
const tooBusyUs = 150 * ms;

/**
 * Whether a duration is near what it should be: |x − t| ≤ max(absUs, rel · t) + J. On a machine that is too busy only
 * what is near without J passes: nothing there is a mistake.
 */
export function near(
  run: Run,
  seenUs: number | undefined,
  targetUs: number,
  {
    rel = 0.1,
    absUs = 30 * ms,
    ...mistake
  }: { readonly rel?: number; readonly absUs?: number } & Mistake = {},
): Finding {
  const expected = about(duration(targetUs));
  if (seenUs === undefined) return judge(false, expected, nothing, mistake);
  const awayUs = Math.abs(seenUs - targetUs);
  const tolerance = Math.max(absUs, rel * targetUs);
  if (awayUs > tolerance && isTooBusy(run)) return cannotTell(expected, duration(seenUs));
  return judge(awayUs <= tolerance + run.jitterUs, expected, duration(seenUs), mistake);
}

/** Whether something took no longer than a limit, with J allowed for. */
export function within(
  run: Run,
  seenUs: number | undefined,
  limitUs: number,
  mistake: Mistake = {},
): Finding {
  const expected = atMost(duration(limitUs));
  if (seenUs === undefined) return judge(false, expected, nothing, mistake);
  if (seenUs <= limitUs) return judge(true, expected, duration(seenUs), mistake);
  if (isTooBusy(run)) return cannotTell(expected, duration(seenUs));
  return judge(seenUs <= limitUs + run.jitterUs, expected, duration(seenUs), mistake);
}

/** Whether the machine was too late with everything just before the run, or the record has holes. */
export function isTooBusy({ jitterUs, record }: Run): boolean {
  return jitterUs > tooBusyUs || record.header.marks.includes("recordGap");
}
