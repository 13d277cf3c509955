import { createLine } from "./line.ts";

/** Work that waits for its turn, visitor by visitor. */
export type FairQueue = {
  /** Waits for a turn. Rejects with the signal's reason. */
  enter(asker: Asker, signal?: AbortSignal): Promise<Entered>;
  /** Where the visitor's last request with this ticket stands: 1 is the next turn, 0 is not in line. */
  place(asker: Asker): number;
  /** How many wait. */
  waiting(): number;
};

export type Asker = {
  readonly visitor: string;
  /** Named by whoever asks, to ask for its place; empty: it will not. */
  readonly ticket: string;
};

export type Entered =
  /** Whoever got the turn gives it back by `leave`; a second time does nothing. */
  { readonly ok: true; leave(): void } | { readonly ok: false; readonly problem: Crowded };

/** Too many wait. `limit` names an entry of lib/limits.ts. */
export type Crowded = {
  readonly limit: "maxWaitingPerVisitor" | "maxWaiting";
  readonly value: number;
  readonly retryAfterMs: number;
};

export type FairQueueOptions = {
  /** Turns that may be under way. */
  readonly atOnce: number;
  readonly maxWaitingPerVisitor: number;
  readonly maxWaiting: number;
  /** A monotonic clock, ms. */
  nowMs(): number;
};

type Waiter = { readonly asker: Asker; settle(entered: Entered): void };

/** Before any turn has ended, one is taken to last this long. */
const guessedTurnMs = 500;
const shortestRetryMs = 1_000;
const longestRetryMs = 30_000;

/**
 * Round robin over visitors, first come, first served within each: who has one request waits for at most one turn of
 * every other visitor, however many those have. When the line is full, the last of the longest part gives way to
 * whoever has less in it.
 */
export function createFairQueue(options: FairQueueOptions): FairQueue {
  const { atOnce, maxWaitingPerVisitor, maxWaiting, nowMs } = options;
  const line = createLine<Waiter>();
  let underWay = 0;
  let turnMs = guessedTurnMs;

  function turn(): Entered {
    underWay += 1;
    const beganMs = nowMs();
    let left = false;
    return {
      ok: true,
      leave() {
        if (left) return;
        left = true;
        underWay -= 1;
        turnMs += (nowMs() - beganMs - turnMs) / 8;
        grant();
      },
    };
  }

  function grant(): void {
    while (underWay < atOnce) {
      const next = line.shift();
      if (next === undefined) return;
      next.settle(turn());
    }
  }

  function crowded(limit: Crowded["limit"], ahead: number): Entered {
    const waitMs = (ahead * turnMs) / atOnce;
    const retryAfterMs = Math.round(Math.min(longestRetryMs, Math.max(shortestRetryMs, waitMs)));
    return { ok: false, problem: { limit, value: options[limit], retryAfterMs } };
  }

  /** Why the visitor may not wait; null: it may, perhaps in the place of somebody who has more in line. */
  function refusal(visitor: string): Entered | null {
    const own = line.countOf(visitor);
    if (own >= maxWaitingPerVisitor) return crowded("maxWaitingPerVisitor", own);
    if (line.size() < maxWaiting) return null;
    const longest = line.longest();
    if (longest === null || line.countOf(longest) <= own + 1) return crowded("maxWaiting", line.size());
    line.pop(longest)?.settle(crowded("maxWaiting", line.size()));
    return null;
  }

  return {
    enter(asker, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      if (underWay < atOnce) return Promise.resolve(turn());
      const refused = refusal(asker.visitor);
      if (refused !== null) return Promise.resolve(refused);
      return new Promise((resolve, reject) => {
        const waiter: Waiter = {
          asker,
          settle(entered) {
            signal?.removeEventListener("abort", onAbort);
            resolve(entered);
          },
        };
        const onAbort = () => {
          line.remove(asker.visitor, waiter);
          reject(signal?.reason);
        };
        signal?.addEventListener("abort", onAbort, { once: true });
        line.push(asker.visitor, waiter);
      });
    },
    place: ({ visitor, ticket }) =>
      ticket === "" ? 0 : line.placeOf(visitor, (waiter) => waiter.asker.ticket === ticket),
    waiting: () => line.size(),
  };
}
