import { type Attempt, blockedStretches, type Call, type Run } from "./evidence.ts";

/** Records are in µs, so every duration in a check carries a unit: `60 * ms`. */
export const ms = 1_000;
export const s = 1_000_000;

type StampName = "intended" | "sent" | "arrived" | "started" | "ended" | "replied" | "received" | "resumed";
type Timed = { readonly intended?: number; readonly resumed?: number };

/** T8 − T0, µs; undefined while one of them is missing. */
export function total({ intended, resumed }: Timed): number | undefined {
  return intended === undefined || resumed === undefined ? undefined : resumed - intended;
}

/** T4 − T3, µs: what the handler took. */
export function execution({ started, ended }: Attempt): number | undefined {
  return started === undefined || ended === undefined ? undefined : ended - started;
}

/**
 * What the handler took of the processor, µs: the turns that it caused, those under 1 ms by the wall clock. A busy machine
 * does not make it longer. Undefined: the record does not say.
 */
export function cpu({ cpuUs }: Attempt): number | undefined {
  return cpuUs;
}

/** From the first intended to the last resumed, µs; undefined when one of the calls never came back. */
export function makespan(calls: readonly Timed[]): number | undefined {
  if (calls.length === 0 || calls.some((call) => total(call) === undefined)) return undefined;
  const from = Math.min(...calls.map(({ intended = 0 }) => intended));
  return Math.max(...calls.map(({ resumed = 0 }) => resumed)) - from;
}

/** The largest number of attempts alive at once between two stamps. Ends come before starts at the same moment. */
export function maxOverlap(attempts: readonly Attempt[], from: StampName, to: StampName): number {
  const edges = attempts.flatMap((attempt) => {
    const [start, end] = [attempt[from], attempt[to]];
    if (start === undefined) return [];
    return end === undefined ? [[start, 1] as const] : [[start, 1] as const, [end, -1] as const];
  });
  edges.sort(([at, step], [otherAt, otherStep]) => at - otherAt || step - otherStep);
  let alive = 0;
  let most = 0;
  for (const [, step] of edges) {
    alive += step;
    most = Math.max(most, alive);
  }
  return most;
}

/** Largest number of executions on one worker slot: exact even on a noisy machine. */
export function waves(attempts: readonly Attempt[]): number {
  const slots = new Map<string, number>();
  for (const { replica, worker, started } of attempts) {
    if (started === undefined) continue;
    const slot = `${replica}/${worker}`;
    slots.set(slot, (slots.get(slot) ?? 0) + 1);
  }
  return Math.max(0, ...slots.values());
}

/** Worker slots that did anything. */
export function slotsUsed(attempts: readonly Attempt[]): number {
  const started = attempts.filter((attempt) => attempt.started !== undefined);
  return new Set(started.map(({ replica, worker }) => `${replica}/${worker}`)).size;
}

/** The p-th percentile by nearest rank (the smallest value with at least p % of all at or below it); undefined of none. */
export function percentile(values: readonly number[], p: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)];
}

/** Calls of one method, by its short or full name: `SayHello`. */
export function callsOf<Item extends { readonly method: string }>(
  items: readonly Item[],
  method: string,
): Item[] {
  return items.filter((item) => item.method === method || item.method.endsWith(`/${method}`));
}

/** The longest stretch in which the thread of that side could do nothing else, µs. */
export function longestBlocked(run: Run, side: "client" | "server"): number {
  return Math.max(0, ...blockedStretches(run, side).map(({ fromUs, toUs }) => toUs - fromUs));
}

/** Work after nobody was waiting any more, µs. */
export function wasted({ started, ended, received, isCancelled, isTimeout }: Attempt): number {
  if (started === undefined || ended === undefined || received === undefined) return 0;
  return isCancelled || isTimeout ? Math.max(0, ended - Math.max(started, received)) : 0;
}

/** The server's own verdict has reached the client. */
export function gotReply({ replied, status, isTimeout, isCancelled }: Attempt): boolean {
  return replied !== undefined && !isTimeout && !isCancelled && status !== undefined && status < 100;
}

/** Bytes left, and whether anything came of it is not known. */
export function isOutcomeUnknown(attempt: Attempt): boolean {
  return attempt.sent !== undefined && !gotReply(attempt);
}

/**
 * Sets of attempts of which none overlaps the set before: how often the client had to wait for the wire. An attempt
 * belongs to a new round when it was sent after the first reply of the round before.
 */
export function rounds(attempts: readonly Attempt[]): number {
  const sent = attempts.filter((attempt) => attempt.sent !== undefined);
  sent.sort((a, b) => (a.sent ?? 0) - (b.sent ?? 0));
  let found = 0;
  let firstReplyUs = -1;
  for (const attempt of sent) {
    if ((attempt.sent ?? 0) >= firstReplyUs) {
      found += 1;
      firstReplyUs = Number.POSITIVE_INFINITY;
    }
    firstReplyUs = Math.min(firstReplyUs, attempt.received ?? Number.POSITIVE_INFINITY);
  }
  return found;
}

/** Whether the second began only when the first was over: an effect cannot come before its cause. */
export function isAfter(later: Call | Attempt | undefined, earlier: Call | Attempt | undefined): boolean {
  return later?.intended !== undefined && earlier?.resumed !== undefined && later.intended >= earlier.resumed;
}

/**
 * The lowest that the handlers' heap held within [fromUs, toUs), bytes; undefined when nobody looked. V8 lets garbage lie for
 * a while, so that a single look says little; the lowest of several says what is kept.
 */
export function leastHeap({ record }: Run, fromUs: number, toUs: number): number | undefined {
  const seen = (record.heap ?? []).filter(({ atUs }) => atUs >= fromUs && atUs < toUs);
  return seen.length === 0 ? undefined : Math.min(...seen.map(({ bytes }) => bytes));
}
