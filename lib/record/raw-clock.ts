import { type AttemptTable, missing } from "./attempt-table.ts";
import { toStamp } from "./clock.ts";
import { isAbandoned } from "./phases.ts";
import type { RunRecord } from "./run-record.ts";

/**
 * A record with the server's stamps as its own clock told them: not moved by the clock exchange, not corrected for
 * drift, no stamp compared with the client's.
 *
 *   client  ──T1──────────────T7──▶      the client's stamps, untouched
 *             ┊
 *   server  ──T2──T3──T4──T5─────▶       the server's, at the server's pace
 *
 * The two clocks have no common zero, so one point must tie them: the first call that arrived is placed as if its way
 * out had taken no time. Every length on the server is then exact; what lies between the two sides is not known.
 * A stamp that had been set to a boundary (`uncertain`) stays off by at most half of δ.
 */
export function onServerTime(record: RunRecord): RunRecord {
  const { attempts, header, messages, threads } = record;
  const pace = 1 + header.clock.driftUsPerS / 1e6;
  const tie = firstArrival(attempts);
  if (tie === null) return record;
  const shiftUs = tie.arrivedUs * pace - tie.sentUs;
  const move = (us: number) => (us === missing ? missing : toStamp(Math.round(us * pace - shiftUs)));
  return {
    ...record,
    attempts: {
      ...attempts,
      arrived: attempts.arrived.map(move),
      started: attempts.started.map(move),
      ended: attempts.ended.map(move),
      replied: attempts.replied.map(move),
    },
    threads: threads.map((thread) =>
      thread.side === "client"
        ? thread
        : {
            ...thread,
            blocked: thread.blocked.map((stretch) => ({
              ...stretch,
              fromUs: move(stretch.fromUs),
              toUs: move(stretch.toUs),
            })),
          },
    ),
    messages: messages
      .map((message) => (message.side === "server" ? { ...message, atUs: move(message.atUs) } : message))
      .sort((a, b) => a.atUs - b.atUs),
  };
}

/** No exchange tied the clocks together, or calls contradict it: the two sides' stamps must not be compared. */
export function areClocksApart(record: RunRecord): boolean {
  const { clock, marks } = record.header;
  return !isServerOnly(record) && (clock.offsetUs === null || marks.includes("clockError"));
}

/** Callers from outside alone: there is no client side to see, and one clock. */
export function isServerOnly({ attempts, threads }: RunRecord): boolean {
  const { length, intended, sent } = attempts;
  if (length === 0 || threads.some(({ side }) => side === "client")) return false;
  for (let row = 0; row < length; row++) {
    if (intended[row] !== missing || sent[row] !== missing) return false;
  }
  return true;
}

/** The two halves of a table, each with the other side's stamps missing. They share the columns. */
export function splitSides(attempts: AttemptTable): {
  readonly client: AttemptTable;
  readonly server: AttemptTable;
} {
  const none = new Uint32Array(attempts.length).fill(missing);
  return {
    client: { ...attempts, arrived: none, started: none, ended: none, replied: none },
    server: { ...attempts, intended: none, sent: none, received: none, resumed: none },
  };
}

/**
 * The server's stamps kept within the call they belong to, for counts: a call is at one place at a time, whatever the
 * clocks say. Never for lanes, which show where the stamps fell.
 */
export function insideTheirCalls(attempts: AttemptTable): AttemptTable {
  const keep = (stamps: Uint32Array) =>
    stamps.map((at, row) => {
      const earliest = attempts.sent[row] === missing ? attempts.intended[row] : attempts.sent[row];
      if (at === missing || earliest === undefined || earliest === missing) return at;
      const latest = isAbandoned(attempts, row) ? missing : (attempts.received[row] ?? missing);
      return Math.min(latest, Math.max(earliest, at));
    });
  const { arrived, started, ended, replied } = attempts;
  return {
    ...attempts,
    arrived: keep(arrived),
    started: keep(started),
    ended: keep(ended),
    replied: keep(replied),
  };
}

/** Of the calls that both sides know, the one that arrived first. */
function firstArrival({ arrived, sent, intended, length }: AttemptTable) {
  let first: { readonly arrivedUs: number; readonly sentUs: number } | null = null;
  for (let row = 0; row < length; row++) {
    const arrivedUs = arrived[row] as number;
    const sentUs = sent[row] === missing ? (intended[row] as number) : (sent[row] as number);
    if (arrivedUs === missing || sentUs === missing) continue;
    if (first === null || arrivedUs < first.arrivedUs) first = { arrivedUs, sentUs };
  }
  return first;
}
