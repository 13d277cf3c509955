import { type AttemptTable, missing, type StampName, stampNames } from "#lib/record/attempt-table.ts";
import { isAbandoned } from "#lib/record/phases.ts";
import type { RunRecord } from "#lib/record/run-record.ts";
import {
  type PathPhase,
  type PathPlace,
  type PathSources,
  type PathWalk,
  pathSources,
} from "./critical-path-sources.ts";

/** One link of the chain that set the run's length. */
export type PathSegment = {
  /** The attempt it belongs to; `missing` for client time before the first. */
  readonly row: number;
  readonly phase: PathPhase;
  readonly fromUs: number;
  readonly toUs: number;
};

/** Gap-free, in time order; the lengths add up to the makespan exactly (invariant I6). */
export type CriticalPath = {
  readonly segments: readonly PathSegment[];
  readonly makespanUs: number;
  readonly byPhaseUs: Readonly<Record<PathPhase, number>>;
};

const chain = stampNames;
const phaseInto = {
  intended: "client",
  sent: "client",
  arrived: "network",
  started: "queue",
  ended: "execution",
  replied: "network",
  received: "network",
  resumed: "client",
} as const satisfies Record<StampName, PathPhase>;

/**
 * Walks back from the last resume of the run (timeline 6):
 *
 *   resume ← received ← replied ← ended ← started ← the later of arrival and the end of what ran on that slot before
 *   sent ← intended ← the previous resume on that client thread, or the attempt that this one retries, or the
 *   enclosing attempt
 */
export function criticalPath(record: RunRecord): CriticalPath {
  const sources = pathSources(record.attempts);
  const walk = createWalk(sources.endUs);
  let place: PathPlace | null = sources.last;
  // An enclosing attempt is entered once more for each of its children, everything else once.
  while (place !== null && (place.entry === "execution" || !walk.seen.has(place.row))) {
    walk.seen.add(place.row);
    place = walkAttempt(record.attempts, sources, place, walk);
  }
  walk.link(missing, "client", sources.originUs);
  return {
    segments: walk.backwards.reverse(),
    makespanUs: sources.endUs - sources.originUs,
    byPhaseUs: walk.byPhaseUs,
  };
}

function createWalk(
  endUs: number,
): PathWalk & { backwards: PathSegment[]; byPhaseUs: Record<PathPhase, number> } {
  const backwards: PathSegment[] = [];
  const byPhaseUs = { client: 0, network: 0, queue: 0, execution: 0, merged: 0 };
  let atUs = endUs;
  return {
    backwards,
    byPhaseUs,
    seen: new Set(),
    atUs: () => atUs,
    link(row, phase, fromUs) {
      if (fromUs >= atUs) return;
      backwards.push({ row, phase, fromUs, toUs: atUs });
      byPhaseUs[phase] += atUs - fromUs;
      atUs = fromUs;
    },
  };
}

/** Walks one attempt back from where the path entered it; returns where the path goes on. */
function walkAttempt(
  table: AttemptTable,
  sources: PathSources,
  place: PathPlace,
  walk: PathWalk,
): PathPlace | null {
  const { row } = place;
  // Entered at the end of its execution, the work is followed even past the moment its own caller gave up.
  const cutUs =
    place.entry === "resume" && isAbandoned(table, row) ? (table.received[row] as number) : missing;
  const stamp = (i: number) => {
    const at = table[chain[i] as StampName][row] as number;
    return at === missing || i >= 6 ? at : Math.min(at, cutUs);
  };
  for (let i = place.entry === "resume" ? 7 : 4; i > 0; i--) {
    if (stamp(i) === missing) continue;
    let before = i - 1;
    while (before >= 0 && stamp(before) === missing) before--;
    if (before < 0) return sources.before(row, stamp(i), walk);
    if (stamp(before) > walk.atUs()) continue;
    const elsewhere = leaves(table, sources, row, i, stamp(before), walk);
    if (elsewhere !== null) return elsewhere;
    walk.link(row, phaseOf(chain[i] as StampName, before, i), stamp(before));
  }
  return sources.before(row, table.intended[row] as number, walk);
}

/** The path leaves an execution for the child it waited for, and a queue for the work that held the slot. */
function leaves(
  table: AttemptTable,
  sources: PathSources,
  row: number,
  index: number,
  sinceUs: number,
  walk: PathWalk,
): PathPlace | null {
  if (chain[index] === "ended") {
    const child = sources.lastChild(row, walk.atUs(), walk.seen);
    if (child === missing || (table.resumed[child] as number) < sinceUs) return null;
    walk.link(row, "execution", table.resumed[child] as number);
    return { row: child, entry: "resume" };
  }
  if (chain[index] !== "started") return null;
  const previous = sources.previousOnSlot(row);
  const freedUs = previous === missing ? missing : (table.ended[previous] as number);
  if (freedUs === missing || freedUs <= sinceUs || freedUs > walk.atUs() || walk.seen.has(previous))
    return null;
  walk.link(row, "queue", freedUs);
  return { row: previous, entry: "execution" };
}

function phaseOf(name: StampName, before: number, index: number): PathPhase {
  if (before === index - 1) return phaseInto[name];
  // Refused at the door: arrival and reply with nothing between.
  return name === "replied" && before === 2 ? "network" : "merged";
}
