import type { ServerAttempt } from "#lib/gen/playground/v1/event_pb.ts";
import { readLog } from "./fact-log.ts";
import type { ClientAttempt } from "./run-facts.ts";
import type { AttemptHalf, RunState } from "./run-state.ts";

/** What both sides say about one attempt. Never both halves null. */
export type JoinedAttempt = {
  readonly call: number;
  readonly attempt: number;
  /** Made by a caller outside the page; `call` is then the server's sequence number. */
  readonly outside: boolean;
  readonly client: ClientAttempt | null;
  readonly server: ServerAttempt | null;
};

export type JoinedAttempts = {
  /** In the order in which the run first heard of them: a row never moves while the run goes on. */
  readonly rows: readonly JoinedAttempt[];
  readonly rowOfCall: (call: number, attempt: number) => number | null;
  readonly rowOfSequence: (sequence: number) => number | null;
  /** More attempts happened than a record holds. */
  readonly truncated: boolean;
};

/**
 * Joins the two halves by call and attempt. The latest word of each side counts. Callers from outside come in only
 * when `belongs` says so: the server may still hold calls from before the run.
 */
export function joinAttempts(
  state: RunState,
  maxAttempts: number,
  belongs: (outside: ServerAttempt) => boolean,
): JoinedAttempts {
  const rows: JoinedAttempt[] = [];
  const rowOfKey = new Map<string, number>();
  const rowOfSequence = new Map<number, number>();
  let truncated = false;

  for (const half of readLog(state.attempts)) {
    const name = nameOf(half);
    if (name.outside && half.side === "server" && !belongs(half.half)) continue;
    const key = keyOf(name.outside, name.call, name.attempt);
    const row = rowOfKey.get(key) ?? rows.length;
    if (row >= maxAttempts) {
      truncated = true;
      continue;
    }
    rowOfKey.set(key, row);
    const known = rows[row] ?? { ...name, client: null, server: null };
    rows[row] = half.side === "client" ? { ...known, client: half.half } : { ...known, server: half.half };
    if (half.side === "server") rowOfSequence.set(half.half.sequence, row);
  }
  return {
    rows,
    rowOfCall: (call, attempt) => rowOfKey.get(keyOf(false, call, attempt)) ?? null,
    rowOfSequence: (sequence) => rowOfSequence.get(sequence) ?? null,
    truncated,
  };
}

function nameOf(half: AttemptHalf): Pick<JoinedAttempt, "call" | "attempt" | "outside"> {
  if (half.side === "client") return { call: half.half.call, attempt: half.half.attempt, outside: false };
  if (half.half.runId === "") return { call: half.half.sequence, attempt: 0, outside: true };
  return { call: half.half.call, attempt: half.half.attempt, outside: false };
}

function keyOf(outside: boolean, call: number, attempt: number): string {
  return `${outside ? "outside" : "own"}/${call}/${attempt}`;
}
