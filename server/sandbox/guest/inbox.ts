import { flags, kinds, readU32, requestHeadBytes } from "../protocol.ts";
import type { IsolateHost } from "./isolate.ts";
import type { Output } from "./output.ts";

/** After this long the loop is given back, so that a ping is heard between turns. */
const workMs = 10;

const nothing = Buffer.alloc(0);

type Waiting = { readonly kind: number; readonly exchange: number; payload: Buffer; owned: boolean };

/** Frames that wait for their turn in the isolate: one turn each, so that no turn pays for another's time. */
export type Inbox = {
  add(kind: number, exchange: number, payload: Buffer): void;
  /** Runs what waits, then writes what came of it. */
  work(): void;
};

export function createInbox(isolate: IsolateHost, output: Output): Inbox {
  let waiting: Waiting[] = [];
  let next = 0;
  let scheduled = false;
  let timer: NodeJS.Timeout | null = null;
  let timerUs = Number.POSITIVE_INFINITY;

  const runTurn = (frame: Waiting): void => {
    const { kind, exchange, payload } = frame;
    switch (kind) {
      case kinds.request: {
        const headEnd = requestHeadBytes + readU32(payload, 1);
        const last = ((payload[0] ?? 0) & flags.last) !== 0;
        isolate.request(
          exchange,
          payload.toString("latin1", requestHeadBytes, headEnd),
          payload.subarray(headEnd),
          last,
        );
        break;
      }
      case kinds.body:
        isolate.body(exchange, payload.subarray(1), ((payload[0] ?? 0) & flags.last) !== 0);
        break;
      case kinds.abort:
        isolate.abort(exchange, payload[0] ?? 0);
        break;
      case kinds.credit:
        isolate.credit(exchange, readU32(payload, 0));
        break;
      default:
        isolate.outgoing(kind, exchange, payload);
    }
  };

  /** The reader's buffer is filled again when the loop goes on. */
  const keepWaiting = (): void => {
    for (let at = next; at < waiting.length; at++) {
      const frame = waiting[at];
      if (frame === undefined || frame.owned) continue;
      frame.payload = Buffer.from(frame.payload);
      frame.owned = true;
    }
  };

  const work = (): void => {
    const until = performance.now() + workMs;
    let turns = 0;
    const timeIsUp = () => (++turns & 7) === 0 && performance.now() > until;
    let more = false;
    while (next < waiting.length && !more) {
      const frame = waiting[next++];
      if (frame !== undefined) runTurn(frame);
      if (timeIsUp() || isolate.lastTurnMs() > workMs) more = true;
    }
    if (next === waiting.length) {
      waiting = [];
      next = 0;
    }
    while (!more && isolate.timerIsDue()) {
      isolate.timer();
      if (timeIsUp() || isolate.lastTurnMs() > workMs) more = true;
    }
    keepWaiting();
    isolate.collect();
    output.flush();
    if (more || next < waiting.length || isolate.wantsResume()) again();
    arm();
  };

  const again = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      // One step each, so that fast streams take turns and what they wrote leaves in between.
      if (isolate.wantsResume()) isolate.resume();
      work();
    });
  };

  const arm = (): void => {
    const dueUs = isolate.nextTimerUs();
    if (dueUs >= timerUs || dueUs === Number.POSITIVE_INFINITY) return;
    if (timer !== null) clearTimeout(timer);
    timerUs = dueUs;
    timer = setTimeout(
      () => {
        timer = null;
        timerUs = Number.POSITIVE_INFINITY;
        work();
      },
      Math.min(Math.max(Math.ceil((dueUs - isolate.nowUs()) / 1000), 0), 0x7fff_ffff),
    );
  };

  const add = (kind: number, exchange: number, payload: Buffer): void => {
    waiting.push({ kind, exchange, payload, owned: false });
  };

  isolate.onWork(work);
  isolate.onArrival((id) => add(kinds.held, id, nothing));
  return {
    add,
    work,
  };
}
