import { type AttemptTable, missing } from "#lib/record/attempt-table.ts";
import { firstAfter } from "./span-columns.ts";

export type PathPhase = "client" | "network" | "queue" | "execution" | "merged";

/** The attempt that the path enters, and by which end. */
export type PathPlace = { readonly row: number; readonly entry: "resume" | "execution" };

/** The path so far, walked from its end. */
export type PathWalk = {
  readonly seen: Set<number>;
  /** Where the path stands, µs. */
  atUs(): number;
  /** Adds the stretch from `fromUs` to where the path stands; nothing when it is empty. */
  link(row: number, phase: PathPhase, fromUs: number): void;
};

/** Where each event of the critical path may have come from. */
export type PathSources = {
  readonly originUs: number;
  readonly endUs: number;
  /** The attempt that ended last; null in an empty run. */
  readonly last: PathPlace | null;
  /** The attempt that held the same worker slot just before. */
  previousOnSlot(row: number): number;
  /** The service-to-service child that came back last before `us`. */
  lastChild(row: number, us: number, seen: ReadonlySet<number>): number;
  /** What this attempt was begun after; adds the client's time between the two. */
  before(row: number, us: number, walk: PathWalk): PathPlace | null;
};

export function pathSources(table: AttemptTable): PathSources {
  const window = windowOf(table);
  const previous = previousBySlot(table);
  const children = childrenByParent(table);
  const resumes = resumesByThread(table);
  return {
    ...window,
    previousOnSlot: (row) => previous[row] ?? missing,
    lastChild(row, us, seen) {
      const inTime = (children.get(row) ?? []).filter(
        (child) => (table.resumed[child] as number) <= us && !seen.has(child),
      );
      return inTime.reduce(
        (last, child) =>
          last === missing || (table.resumed[child] as number) > (table.resumed[last] as number)
            ? child
            : last,
        missing,
      );
    },
    before(row, us, walk) {
      if (us === missing) return null;
      walk.link(row, "client", us);
      const parent = table.parentAttempt[row] as number;
      const nested = parent !== missing && table.call[parent] !== table.call[row];
      if (nested || (parent !== missing && !walk.seen.has(parent)))
        return beforeChild(table, row, parent, us, walk);
      const earlier = resumes.get(table.clientThread[row] as number);
      if (earlier === undefined || table.intended[row] === missing) return null;
      for (let i = firstAfter(earlier.atUs, us) - 1; i >= 0; i--) {
        const candidate = earlier.rows[i] as number;
        if (candidate === row || walk.seen.has(candidate)) continue;
        walk.link(row, "client", earlier.atUs[i] as number);
        return { row: candidate, entry: "resume" };
      }
      return null;
    },
  };
}

/** A retry begins when the attempt before it is over, a hedge while it is not, a nested call inside an execution. */
function beforeChild(
  table: AttemptTable,
  row: number,
  parent: number,
  us: number,
  walk: PathWalk,
): PathPlace {
  if (table.call[parent] !== table.call[row]) return { row: parent, entry: "execution" };
  const overUs = table.resumed[parent] as number;
  if (overUs <= us) walk.link(row, "client", overUs);
  return { row: parent, entry: "resume" };
}

function windowOf(table: AttemptTable) {
  let originUs = missing;
  let endUs = 0;
  let lastRow = missing;
  for (let row = 0; row < table.length; row++) {
    const begins = [table.intended[row], table.sent[row], table.arrived[row]].find((at) => at !== missing);
    const ends = [table.resumed[row], table.received[row], table.replied[row], table.ended[row]].find(
      (at) => at !== missing,
    );
    if (begins === undefined || ends === undefined) continue;
    originUs = Math.min(originUs, begins);
    if (lastRow === missing || ends > endUs) {
      endUs = ends;
      lastRow = row;
    }
  }
  const last: PathPlace | null = lastRow === missing ? null : { row: lastRow, entry: "resume" };
  return { originUs: originUs === missing ? 0 : originUs, endUs, last };
}

function previousBySlot(table: AttemptTable): Uint32Array {
  const previous = new Uint32Array(table.length).fill(missing);
  const rows = Array.from({ length: table.length }, (_, row) => row)
    .filter((row) => table.started[row] !== missing && table.ended[row] !== missing)
    .sort((a, b) => (table.started[a] as number) - (table.started[b] as number) || a - b);
  const lastOnSlot = new Map<number, number>();
  for (const row of rows) {
    const slot = (table.replica[row] as number) * 256 + (table.worker[row] as number);
    previous[row] = lastOnSlot.get(slot) ?? missing;
    lastOnSlot.set(slot, row);
  }
  return previous;
}

function childrenByParent(table: AttemptTable): ReadonlyMap<number, readonly number[]> {
  const children = new Map<number, number[]>();
  for (let row = 0; row < table.length; row++) {
    const parent = table.parentAttempt[row] as number;
    if (parent === missing || table.call[parent] === table.call[row] || table.resumed[row] === missing)
      continue;
    const known = children.get(parent);
    if (known === undefined) children.set(parent, [row]);
    else known.push(row);
  }
  return children;
}

function resumesByThread(table: AttemptTable) {
  const rowsOf = new Map<number, number[]>();
  for (let row = 0; row < table.length; row++) {
    if (table.resumed[row] === missing || table.intended[row] === missing) continue;
    const thread = table.clientThread[row] as number;
    const known = rowsOf.get(thread);
    if (known === undefined) rowsOf.set(thread, [row]);
    else known.push(row);
  }
  return new Map(
    [...rowsOf].map(([thread, rows]) => {
      rows.sort((a, b) => (table.resumed[a] as number) - (table.resumed[b] as number) || a - b);
      return [thread, { rows, atUs: Uint32Array.from(rows, (row) => table.resumed[row] as number) }];
    }),
  );
}
