import { type AttemptTable, attemptFlags, missing, openStatus, stampNames } from "./attempt-table.ts";

/** `refused` is the way through the server of an attempt that was shed: it has no queue and no execution. */
export const phaseKinds = [
  "clientWait",
  "networkOut",
  "queue",
  "execution",
  "reply",
  "networkBack",
  "resume",
  "refused",
] as const;
export type PhaseKind = (typeof phaseKinds)[number];

/** A part of an attempt between two known stamps. More than one kind: a stamp between them is missing (dashed). */
export type Phase = {
  readonly kinds: readonly PhaseKind[];
  readonly fromUs: number;
  readonly toUs: number;
};

/** What an attempt that is under way does since its last stamp. */
export type OpenPhase = { readonly kind: PhaseKind; readonly fromUs: number };

/** Server work after the caller was answered or had given up. */
export type WastedWork = { readonly fromUs: number; readonly toUs: number };

export type AttemptPhases = {
  /** In time order, each beginning where the one before ended: their lengths add up to the whole exactly. */
  readonly phases: readonly Phase[];
  readonly open: OpenPhase | null;
  readonly wasted: WastedWork | null;
};

/**
 * The phases of a row.
 *
 *   T0 ─clientWait─ T1 ─networkOut─ T2 ─queue─ T3 ─execution─ T4 ─reply─ T5 ─networkBack─ T7 ─resume─ T8
 *
 * Where the client gave up, the server's part is clipped at T7, and what the handler did after it is wasted. What failed
 * without being started (its runner died, say) was in the queue until it was answered. Other missing stamps merge their
 * neighbours; server stamps that contradict the client's count as missing. Nothing is invented.
 */
export function toPhases(table: AttemptTable, row: number): AttemptPhases {
  const shed = ((table.flags[row] ?? 0) & attemptFlags.shed) !== 0;
  const unserved = shed ? refused : table.status[row] !== 0 ? queued : null;
  const received = table.received[row] ?? missing;
  const cutUs = isAbandoned(table, row) ? received : Math.min(table.replied[row] ?? missing, received);
  const stamps = inOrder(readStamps(table, row, cutUs));
  const phases: Phase[] = [];
  let from = -1;
  for (let index = 0; index < stamps.length; index++) {
    const toUs = stamps[index] ?? missing;
    if (toUs === missing) continue;
    if (from >= 0)
      phases.push({ kinds: kindsBetween(from, index, unserved), fromUs: stamps[from] ?? 0, toUs });
    from = index;
  }
  const isOpen = table.status[row] === openStatus && from >= 0 && from < stamps.length - 1;
  return {
    phases,
    open: isOpen ? { kind: phaseKinds[from] ?? "resume", fromUs: stamps[from] ?? 0 } : null,
    wasted: wastedWork(table.started[row] ?? missing, table.ended[row] ?? missing, cutUs),
  };
}

/** The client decided the end, by its deadline or a cancel: server stamps may lie behind it. */
export function isAbandoned(table: AttemptTable, row: number): boolean {
  const gaveUp = attemptFlags.cancelled | attemptFlags.timeout;
  return ((table.flags[row] ?? 0) & gaveUp) !== 0 && table.received[row] !== missing;
}

/** Length of each phase of a row, µs. A kind is absent when its stamps are not known, so merged phases count for none. */
export function phaseLengths(table: AttemptTable, row: number): ReadonlyMap<PhaseKind, number> {
  const lengths = new Map<PhaseKind, number>();
  for (const { kinds, fromUs, toUs } of toPhases(table, row).phases) {
    const [kind] = kinds;
    if (kind !== undefined && kinds.length === 1) lengths.set(kind, toUs - fromUs);
  }
  return lengths;
}

/** T8 − T0, what the caller's code waited, µs; null while one of the two is missing. */
export function totalUs(table: AttemptTable, row: number): number | null {
  const intended = table.intended[row] ?? missing;
  const resumed = table.resumed[row] ?? missing;
  return intended === missing || resumed === missing ? null : resumed - intended;
}

/** In the order of `stampNames`, the server's cut at `cutUs`. Plain code: a layout asks it of every row. */
function readStamps(table: AttemptTable, row: number, cutUs: number): readonly number[] {
  const cut = (stamp: number | undefined) =>
    stamp === undefined || stamp === missing ? missing : Math.min(stamp, cutUs);
  return [
    table.intended[row] ?? missing,
    table.sent[row] ?? missing,
    cut(table.arrived[row]),
    cut(table.started[row]),
    cut(table.ended[row]),
    cut(table.replied[row]),
    table.received[row] ?? missing,
    table.resumed[row] ?? missing,
  ];
}

const arrived = stampNames.indexOf("arrived");
const replied = stampNames.indexOf("replied");

/** In a run with a clock error the server's stamps may fall outside the client's: then only the client's remain. */
function inOrder(stamps: readonly number[]): readonly number[] {
  let before = 0;
  for (const stamp of stamps) {
    if (stamp === missing) continue;
    if (stamp < before) {
      return stamps.map((own, index) => (index >= arrived && index <= replied ? missing : own));
    }
    before = stamp;
  }
  return stamps;
}

/** One list for each pair of stamps, made once. */
const kindsByStamps = stampNames.map((_, from) => stampNames.map((__, to) => phaseKinds.slice(from, to)));
const refused: readonly PhaseKind[] = ["refused"];
/** An attempt that arrived and failed without ever being started spent all of that time waiting for its turn. */
const queued: readonly PhaseKind[] = ["queue"];

function kindsBetween(from: number, to: number, unserved: readonly PhaseKind[] | null): readonly PhaseKind[] {
  if (unserved !== null && from === arrived && to === replied) return unserved;
  return kindsByStamps[from]?.[to] ?? [];
}

function wastedWork(started: number, ended: number, cutUs: number): WastedWork | null {
  if (started === missing || ended === missing || ended <= cutUs) return null;
  return { fromUs: Math.max(started, cutUs), toUs: ended };
}
