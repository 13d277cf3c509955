import type { ServerAttempt } from "#lib/gen/playground/v1/event_pb.ts";
import { firstNestedCall } from "./attempt-table.ts";
import { readLog } from "./fact-log.ts";
import type { ClientAttempt } from "./run-facts.ts";
import type { AttemptHalf, RunState } from "./run-state.ts";

/** What both sides say about one attempt. Never both halves null. */
export type JoinedAttempt = {
  readonly call: number;
  readonly attempt: number;
  /** Made by a caller outside the page; `call` then counts the record's outside callers, from 0. */
  readonly outside: boolean;
  /** Made by a handler; `call` then counts those, from `firstNestedCall`. */
  readonly nested: boolean;
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
  /** Calls of handlers whose own row is not there yet: the server tells the newest change first. */
  const orphans = new Map<number, AttemptHalf[]>();
  let truncated = false;
  let outsiders = 0;
  let hops = 0;

  const add = (half: AttemptHalf): void => {
    const parent = parentOf(half);
    if (parent !== null && !rowOfSequence.has(parent)) {
      orphans.set(parent, [...(orphans.get(parent) ?? []), half]);
      return;
    }
    const outsider = outsiderOf(half);
    if (outsider !== null && !belongs(outsider)) return;
    const key = keyOf(half);
    const row = rowOfKey.get(key) ?? rows.length;
    if (row >= maxAttempts) {
      truncated = true;
      return;
    }
    rowOfKey.set(key, row);
    const known = rows[row] ?? beginRow(half);
    rows[row] = half.side === "client" ? { ...known, client: half.half } : { ...known, server: half.half };
    if (half.side === "client") return;
    rowOfSequence.set(half.half.sequence, row);
    const waiting = orphans.get(half.half.sequence);
    if (waiting === undefined) return;
    orphans.delete(half.half.sequence);
    waiting.forEach(add);
  };
  const beginRow = (half: AttemptHalf): JoinedAttempt => {
    const halves = { client: null, server: null };
    if (isNested(half))
      return { call: firstNestedCall + hops++, attempt: 0, outside: false, nested: true, ...halves };
    if (outsiderOf(half) !== null)
      return { call: outsiders++, attempt: 0, outside: true, nested: false, ...halves };
    const { call, attempt } = half.half;
    return { call, attempt, outside: false, nested: false, ...halves };
  };

  for (const half of readLog(state.attempts)) add(half);
  // Whoever made them was never told of, and will not be.
  if (state.outcome.kind !== "running") {
    for (const halves of orphans.values()) {
      for (const half of halves) add(withoutParent(half));
    }
  }
  return {
    rows,
    rowOfCall: (call, attempt) => rowOfKey.get(ownKey(call, attempt)) ?? null,
    rowOfSequence: (sequence) => rowOfSequence.get(sequence) ?? null,
    truncated,
  };
}

function isNested(half: AttemptHalf): boolean {
  return half.side === "server" && half.half.nested;
}

function parentOf(half: AttemptHalf): number | null {
  return half.side === "server" && half.half.nested ? (half.half.parentSequence ?? null) : null;
}

function withoutParent(half: AttemptHalf): AttemptHalf {
  if (half.side === "client") return half;
  return { side: "server", half: { ...half.half, parentSequence: undefined } };
}

/** The server numbers every attempt at a deployment; only that number tells one caller from outside from another. */
function outsiderOf(half: AttemptHalf): ServerAttempt | null {
  return half.side === "server" && half.half.runId === "" ? half.half : null;
}

function keyOf(half: AttemptHalf): string {
  const outsider = outsiderOf(half);
  if (outsider !== null) return `outside/${outsider.sequence}`;
  if (half.side === "server" && half.half.nested) return `nested/${half.half.sequence}`;
  return ownKey(half.half.call, half.half.attempt);
}

function ownKey(call: number, attempt: number): string {
  return `own/${call}/${attempt}`;
}
