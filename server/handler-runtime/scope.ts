import { shared } from "#server/sandbox/protocol.ts";
import { booted } from "./host.ts";

/**
 * Which exchange the running code belongs to. An isolate has no AsyncLocalStorage, so this is only said when certain:
 * in the first, synchronous part of a handler, in timers it set there, and while its handler is the only one that
 * runs. After an `await` beside other handlers nobody knows, because one handler may have woken another.
 */
let certain = 0;
let cause = 0;
const running = new Set<number>();
const { add, delete: remove, has } = Set.prototype;
const call = Function.prototype.call;
const addTo = call.bind(add) as (set: Set<number>, id: number) => void;
const removeFrom = call.bind(remove) as (set: Set<number>, id: number) => void;
const hasIn = call.bind(has) as (set: Set<number>, id: number) => boolean;
let count = 0;

/** A turn began because of this exchange; 0: of none. */
export function beginTurn(exchange: number): void {
  certain = 0;
  cause = exchange;
  booted().memory.words[shared.turnOf] = exchange;
}

export function currentExchange(): number {
  if (certain !== 0) return certain;
  return count === 1 && hasIn(running, cause) ? cause : 0;
}

/** Runs `part` as code of `exchange`. */
export function runAs<Result>(exchange: number, part: () => Result): Result {
  const before = certain;
  certain = exchange;
  try {
    return part();
  } finally {
    certain = before;
  }
}

export function handlerStarted(exchange: number): void {
  addTo(running, exchange);
  count++;
}

export function handlerEnded(exchange: number): void {
  if (!hasIn(running, exchange)) return;
  removeFrom(running, exchange);
  count--;
}

/**
 * The exchange that caused this turn, certain or not: the one whose bytes came, whose timer is due, whose own request is
 * answered. What promises go on because of it belongs to the same turn.
 */
export function turnCause(): number {
  return cause;
}
