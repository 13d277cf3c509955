import { shared } from "#server/sandbox/protocol.ts";
import { booted } from "./host.ts";
import { arrayPop, arrayPush, mapDelete, mapGet, mapSet } from "./primordials.ts";
import { beginTurn, currentExchange, runAs, turnCause } from "./scope.ts";

type Timer = {
  readonly id: number;
  dueUs: number;
  readonly order: number;
  readonly everyUs: number;
  readonly run: () => void;
  readonly exchange: number;
  readonly cause: number;
  cleared: boolean;
};

/** A binary heap by due time, then by order of setting. Cleared timers stay until they surface or are too many. */
let heap: Timer[] = [];
const byId = new Map<number, Timer>();
let live = 0;
let lastId = 0;

const earlier = (a: Timer, b: Timer) => a.dueUs < b.dueUs || (a.dueUs === b.dueUs && a.order < b.order);

function push(timer: Timer): void {
  arrayPush(heap, timer);
  let at = heap.length - 1;
  while (at > 0) {
    const parentAt = (at - 1) >> 1;
    const parent = heap[parentAt];
    if (parent === undefined || !earlier(timer, parent)) break;
    heap[at] = parent;
    at = parentAt;
  }
  heap[at] = timer;
}

function pop(): Timer | undefined {
  const first = heap[0];
  const last = arrayPop(heap);
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    let childAt = 2 * at + 1;
    let child = heap[childAt];
    if (child === undefined) break;
    const right = heap[childAt + 1];
    if (right !== undefined && earlier(right, child)) {
      child = right;
      childAt++;
    }
    if (!earlier(child, last)) break;
    heap[at] = child;
    at = childAt;
  }
  heap[at] = last;
  return first;
}

function tellHost(): void {
  while (heap[0]?.cleared) pop();
  booted().memory.words[shared.nextTimerUs] = heap[0]?.dueUs ?? Number.POSITIVE_INFINITY;
}

/** `repeat`: again and again. Throws when the program has too many timers. */
export function addTimer(run: () => void, delayMs: number, repeat: "once" | "repeat"): number {
  const { host } = booted();
  if (live >= host.maxTimers) throw new RangeError(`more than ${host.maxTimers} timers at once`);
  // Node's rule: anything that is no delay of 1 to 2^31−1 ms becomes 1 ms.
  const delayUs = (delayMs >= 1 && delayMs <= 0x7fff_ffff ? Math.trunc(delayMs) : 1) * 1000;
  const id = ++lastId;
  const exchange = currentExchange();
  const everyUs = repeat === "repeat" ? delayUs : 0;
  const timer = {
    id,
    dueUs: host.now() + delayUs,
    order: id,
    everyUs,
    run,
    exchange,
    cause: turnCause(),
    cleared: false,
  };
  mapSet(byId, id, timer);
  live++;
  push(timer);
  tellHost();
  return id;
}

export function removeTimer(id: number): void {
  const timer = mapGet(byId, id);
  if (timer === undefined) return;
  mapDelete(byId, id);
  timer.cleared = true;
  live--;
  if (heap.length > 64 && heap.length > 2 * live) rebuild();
  tellHost();
}

function rebuild(): void {
  const old = heap;
  heap = [];
  for (let at = 0; at < old.length; at++) {
    const timer = old[at];
    if (timer !== undefined && !timer.cleared) push(timer);
  }
}

/** One turn: runs the timer that is due first. */
export function runTimer(): void {
  const timer = pop();
  if (timer !== undefined && !timer.cleared) {
    if (timer.everyUs > 0) {
      timer.dueUs = booted().host.now() + timer.everyUs;
      push(timer);
    } else {
      mapDelete(byId, timer.id);
      live--;
    }
    tellHost();
    beginTurn(timer.exchange || timer.cause);
    runAs(timer.exchange, timer.run);
  } else {
    tellHost();
  }
}
