/** The last byte left at this time, µs. `isLate`: told by a timer, and not while it is being sent. */
export type Sent = (atUs: number, isLate: boolean) => void;

/** One direction of the emulated network: who sends through it shares its bandwidth. */
export type SharedLink = {
  /**
   * Sends `bytes` behind all that `flow` sent before. `sent` is called when the last of them has left, with the time, µs.
   * Returns that time as it looks now: others who begin to send meanwhile make it later.
   */
  send(flow: object, bytes: number, sent: Sent): number;
};

/** `leftUs`: what is still to be sent, as time that the whole link would take for it. */
type Piece = { leftUs: number; readonly sent: Sent };
type Done = { readonly atUs: number; readonly sent: Sent };

/**
 * A link that sends one byte after another within a flow, and divides its bandwidth evenly between the flows that have
 * something to send: generalized processor sharing, which the fair queues of routers approach packet by packet
 * (Parekh and Gallager 1993; RFC 8290, FQ-CoDel).
 */
export function createSharedLink(usPerByte: number, nowUs: () => number): SharedLink {
  const backlog = new Map<object, Piece[]>();
  let doneUntilUs = 0;
  let timer: { readonly dueUs: number; readonly handle: NodeJS.Timeout } | null = null;

  const leastLeft = () => Math.min(...[...backlog.values()].map(([head]) => head?.leftUs ?? 0));

  const advance = (toUs: number): Done[] => {
    const done: Done[] = [];
    while (backlog.size > 0) {
      const leastUs = leastLeft();
      const endUs = doneUntilUs + leastUs * backlog.size;
      if (endUs > toUs) {
        sendOfEach(backlog, Math.max(0, toUs - doneUntilUs) / backlog.size);
        break;
      }
      doneUntilUs = endUs;
      for (const sent of sendOfEach(backlog, leastUs)) done.push({ atUs: endUs, sent });
    }
    doneUntilUs = Math.max(doneUntilUs, toUs);
    return done;
  };

  /** Whoever begins to send may be done before those that the timer was set for. */
  const arm = () => {
    if (backlog.size === 0) return;
    const dueUs = doneUntilUs + leastLeft() * backlog.size;
    if (timer !== null) {
      if (timer.dueUs <= dueUs) return;
      clearTimeout(timer.handle);
    }
    const waitMs = Math.max(0, Math.ceil((dueUs - nowUs()) / 1_000));
    timer = { dueUs, handle: setTimeout(onTimer, waitMs) };
  };
  const onTimer = () => {
    timer = null;
    const done = advance(nowUs());
    arm();
    for (const { sent, atUs } of done) sent(atUs, true);
  };

  return {
    send(flow, bytes, sent) {
      const now = nowUs();
      const done = advance(now);
      const pieces = backlog.get(flow) ?? [];
      pieces.push({ leftUs: bytes * usPerByte, sent });
      backlog.set(flow, pieces);
      const aheadUs = pieces.reduce((sum, { leftUs }) => sum + leftUs, 0);
      const lastUs = now + aheadUs * backlog.size;
      // What has no bytes, or meets no limit, leaves at once.
      done.push(...advance(now));
      arm();
      for (const each of done) each.sent(each.atUs, false);
      return lastUs;
    },
  };
}

/** Takes `us` from the first piece of each flow. Returns those that are sent now. */
function sendOfEach(backlog: Map<object, Piece[]>, us: number): Sent[] {
  return [...backlog].flatMap(([flow, pieces]) => {
    const [head] = pieces;
    if (head === undefined) return [];
    head.leftUs -= us;
    if (head.leftUs > 0) return [];
    pieces.shift();
    if (pieces.length === 0) backlog.delete(flow);
    return [head.sent];
  });
}
