import { foreignFlags, missing, type StampName } from "./attempt-table.ts";
import { type Interval, integrateSteps, toSteps } from "./concurrency.ts";
import { isAbandoned, toPhases, totalUs } from "./phases.ts";
import type { RunRecord } from "./run-record.ts";
import { toSlots } from "./slots.ts";

/**
 * What every record must satisfy:
 *
 *   I1  stamps of a row are in order; where the two sides ended apart (see `chainsOf`), in several chains
 *   I2  the phases of a row add up to T8 − T0
 *   I3  no two executions overlap on one worker slot
 *   I4  a slot is busy for the sum of its executions
 *   I5  the integral of the concurrency curve is the sum of the lengths under it
 *   I8  call and attempt name one row; a parent stands before its child
 *   I9  offered = ok + failed + shed + unsent + in flight
 *
 * I6 (the critical path is as long as the run) is tested where that path is made; I7 belongs to load tests.
 */
export type InvariantId = "I1" | "I2" | "I3" | "I4" | "I5" | "I8" | "I9";

export type Violation = { readonly id: InvariantId; readonly row: number | null };

/** Everything that is wrong with a record; empty for a sound one. */
export function checkInvariants(record: RunRecord): readonly Violation[] {
  return [
    ...checkOrder(record),
    ...checkSums(record),
    ...checkSlots(record),
    ...checkConcurrency(record),
    ...checkNames(record),
    ...checkTotals(record),
  ];
}

const clientChain = ["intended", "sent", "received", "resumed"] as const satisfies readonly StampName[];
const serverChains = [
  ["arrived", "started", "ended"],
  ["arrived", "started", "replied"],
] as const satisfies readonly (readonly StampName[])[];
const wholeChain = ["intended", "sent", "arrived", "started", "replied", "received", "resumed"] as const;

/** Abandoned: the client did not wait for the server. Overrun: an error (a deadline) did not wait for the handler. */
function chainsOf(record: RunRecord, row: number): readonly (readonly StampName[])[] {
  const { clock, marks } = record.header;
  if (clock.offsetUs === null || marks.includes("clockError")) return [clientChain, ...serverChains];
  if (isAbandoned(record.attempts, row)) return [clientChain, ["sent", "arrived"], ...serverChains];
  const mayOverrun = record.attempts.status[row] !== 0;
  return mayOverrun ? [wholeChain, ...serverChains] : [wholeChain, ...serverChains, ["ended", "replied"]];
}

function checkOrder(record: RunRecord): readonly Violation[] {
  return violatingRows("I1", record, (row) =>
    chainsOf(record, row).every((chain) => {
      const known = chain.map((name) => record.attempts[name][row] ?? missing).filter((at) => at !== missing);
      return known.every((at, index) => index === 0 || at >= (known[index - 1] ?? 0));
    }),
  );
}

function checkSums(record: RunRecord): readonly Violation[] {
  return violatingRows("I2", record, (row) => {
    const total = totalUs(record.attempts, row);
    if (total === null) return true;
    const { phases } = toPhases(record.attempts, row);
    const sum = phases.reduce((lengths, { fromUs, toUs }) => lengths + toUs - fromUs, 0);
    return total >= 0 && sum === total;
  });
}

function checkSlots({ attempts, header }: RunRecord): readonly Violation[] {
  return toSlots(attempts, header.durationUs).flatMap(({ executions }): readonly Violation[] => {
    let busyUs = 0;
    let sumUs = 0;
    let freeFromUs = 0;
    const overlapping: Violation[] = [];
    for (const { row, fromUs, toUs } of executions) {
      if (fromUs === toUs) continue;
      if (fromUs < freeFromUs) overlapping.push({ id: "I3", row });
      busyUs += Math.max(0, toUs - Math.max(fromUs, freeFromUs));
      sumUs += toUs - fromUs;
      freeFromUs = Math.max(freeFromUs, toUs);
    }
    return busyUs === sumUs ? overlapping : [...overlapping, { id: "I4", row: executions[0]?.row ?? null }];
  });
}

function checkConcurrency({ attempts }: RunRecord): readonly Violation[] {
  const inFlight: Interval[] = [];
  for (let row = 0; row < attempts.length; row++) {
    const fromUs = attempts.intended[row] ?? missing;
    const toUs = attempts.resumed[row] ?? missing;
    if (fromUs !== missing && toUs !== missing) inFlight.push({ fromUs, toUs });
  }
  // A length below zero would cancel out in both sums and still be no length.
  const sumUs = inFlight.reduce((sum, { fromUs, toUs }) => sum + Math.max(0, toUs - fromUs), 0);
  return integrateSteps(toSteps(inFlight)) === sumUs ? [] : [{ id: "I5", row: null }];
}

function checkNames(record: RunRecord): readonly Violation[] {
  const { attempts } = record;
  const seen = new Set<string>();
  return violatingRows("I8", record, (row) => {
    const parent = attempts.parentAttempt[row] ?? missing;
    const outside = (attempts.flags[row] ?? 0) & foreignFlags;
    const name = `${outside}/${attempts.call[row]}/${attempts.attempt[row]}`;
    const unique = !seen.has(name);
    seen.add(name);
    return unique && (parent === missing || parent < row);
  });
}

function checkTotals({ header: { totals } }: RunRecord): readonly Violation[] {
  const { offered, ok, failed, shed, unsent, inFlight } = totals;
  return offered === ok + failed + shed + unsent + inFlight ? [] : [{ id: "I9", row: null }];
}

function violatingRows(
  id: InvariantId,
  { attempts }: RunRecord,
  holds: (row: number) => boolean,
): readonly Violation[] {
  const found: Violation[] = [];
  for (let row = 0; row < attempts.length; row++) if (!holds(row)) found.push({ id, row });
  return found;
}
