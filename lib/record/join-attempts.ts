import type { ServerAttempt } from "#lib/gen/playground/v1/event_pb.ts";
import { readLog } from "./fact-log.ts";
import type { ClientAttempt } from "./run-facts.ts";
import type { AttemptHalf, RunState } from "./run-state.ts";

/** What both sides say about one attempt. Never both halves null. */
export type JoinedAttempt = {
  readonly call: number;
  readonly attempt: number;
  /** Made by a caller outside the page; `call` then counts the record's outside callers, from 0. */
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
  let outsiders = 0;

  for (const half of readLog(state.attempts)) {
    const outsider = outsiderOf(half);
    if (outsider !== null && !belongs(outsider)) continue;
    const key = keyOf(half);
    const row = rowOfKey.get(key) ?? rows.length;
    if (row >= maxAttempts) {
      truncated = true;
      continue;
    }
    rowOfKey.set(key, row);
    const known =
      rows[row] ??
      (outsider === null ? beginRow(half.half, false) : beginRow(outsideName(outsiders++), true));
    rows[row] = half.side === "client" ? { ...known, client: half.half } : { ...known, server: half.half };
    if (half.side === "server") rowOfSequence.set(half.half.sequence, row);
  }
  return {
    rows,
    rowOfCall: (call, attempt) => rowOfKey.get(ownKey(call, attempt)) ?? null,
    rowOfSequence: (sequence) => rowOfSequence.get(sequence) ?? null,
    truncated,
  };
}

/** The server numbers every attempt at a deployment; only that number tells one caller from outside from another. */
function outsiderOf(half: AttemptHalf): ServerAttempt | null {
  return half.side === "server" && half.half.runId === "" ? half.half : null;
}

function keyOf(half: AttemptHalf): string {
  const outsider = outsiderOf(half);
  return outsider === null ? ownKey(half.half.call, half.half.attempt) : `outside/${outsider.sequence}`;
}

function outsideName(call: number): Pick<JoinedAttempt, "call" | "attempt"> {
  return { call, attempt: 0 };
}

function beginRow(
  { call, attempt }: Pick<JoinedAttempt, "call" | "attempt">,
  outside: boolean,
): JoinedAttempt {
  return { call, attempt, outside, client: null, server: null };
}

function ownKey(call: number, attempt: number): string {
  return `own/${call}/${attempt}`;
}
