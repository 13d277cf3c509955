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
 * Where the client gave up, the server's part is clipped at T7, and what the handler did after it is wasted. Missing
 * stamps merge their neighbours; server stamps that contradict the client's count as missing. Nothing is invented.
 */
export function toPhases(table: AttemptTable, row: number): AttemptPhases {
  const read = (name: (typeof stampNames)[number]) => table[name][row] ?? missing;
  const flags = table.flags[row] ?? 0;
  const shed = (flags & attemptFlags.shed) !== 0;
  const received = read("received");
  const cutUs = isAbandoned(table, row) ? received : Math.min(read("replied"), received);
  const stamps = inOrder(stampNames.map((name) => clip(name, read(name), cutUs)));
  const phases: Phase[] = [];
  let from = -1;
  stamps.forEach((stamp, index) => {
    if (stamp === missing) return;
    if (from >= 0)
      phases.push({ kinds: kindsBetween(from, index, shed), fromUs: stamps[from] ?? 0, toUs: stamp });
    from = index;
  });
  const isOpen = table.status[row] === openStatus && from >= 0 && from < stamps.length - 1;
  return {
    phases,
    open: isOpen ? { kind: phaseKinds[from] ?? "resume", fromUs: stamps[from] ?? 0 } : null,
    wasted: wastedWork(read("started"), read("ended"), cutUs),
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

const serverStamps: readonly string[] = ["arrived", "started", "ended", "replied"];

function clip(name: string, stamp: number, cutUs: number): number {
  return stamp !== missing && serverStamps.includes(name) ? Math.min(stamp, cutUs) : stamp;
}

/** In a run with a clock error the server's stamps may fall outside the client's: then only the client's remain. */
function inOrder(stamps: readonly number[]): readonly number[] {
  const known = stamps.filter((stamp) => stamp !== missing);
  if (known.every((stamp, index) => index === 0 || stamp >= (known[index - 1] ?? 0))) return stamps;
  return stamps.map((stamp, index) => (serverStamps.includes(stampNames[index] ?? "") ? missing : stamp));
}

function kindsBetween(from: number, to: number, shed: boolean): readonly PhaseKind[] {
  if (shed && stampNames[from] === "arrived" && stampNames[to] === "replied") return ["refused"];
  return phaseKinds.slice(from, to);
}

function wastedWork(started: number, ended: number, cutUs: number): WastedWork | null {
  if (started === missing || ended === missing || ended <= cutUs) return null;
  return { fromUs: Math.max(started, cutUs), toUs: ended };
}
