import type { FactSender } from "./fact-sender.ts";
import type { RunClock } from "./run-clock.ts";

export type Heartbeat = {
  /** A blocking call held the thread between these times. */
  called(fromUs: number, toUs: number): void;
  stop(): void;
};

const periodMs = 10;
/** Shorter silences are the machine's, not the code's. */
const busyUs = 50_000;
/** |Δ wall − Δ performance| beyond this: the machine slept or its clock was set. */
const sleepMs = 50;

/** Beats every 10 ms while the thread is free, and says why when it was not. The caller stops it. */
export function startHeartbeat(clock: RunClock, facts: FactSender): Heartbeat {
  let lastUs = clock.now();
  let calls: { readonly fromUs: number; readonly toUs: number }[] = [];
  const wallLead = Date.now() - performance.now();
  let slept = false;

  const beat = () => {
    const atUs = clock.now();
    for (const [fromUs, toUs] of gapsBetween(lastUs, atUs, calls)) {
      if (toUs - fromUs > busyUs) facts.push({ kind: "blocked", interval: { fromUs, toUs, reason: "busy" } });
    }
    calls = [];
    lastUs = atUs;
    facts.push({ kind: "beats", atUs: [atUs] });
    if (!slept && Math.abs(Date.now() - performance.now() - wallLead) > sleepMs) {
      slept = true;
      facts.push({ kind: "mark", mark: "sleep" });
    }
  };
  const timer = setInterval(beat, periodMs);
  facts.push({ kind: "beats", atUs: [lastUs] });
  return {
    called(fromUs, toUs) {
      calls.push({ fromUs, toUs });
      facts.push({ kind: "blocked", interval: { fromUs, toUs, reason: "call" } });
    },
    stop() {
      clearInterval(timer);
      beat(); // Closes the last gap: the experiment may have ended in the middle of one.
    },
  };
}

/** What is left of an interval without the calls in it. Calls are in order and do not overlap. */
export function gapsBetween(
  fromUs: number,
  toUs: number,
  calls: readonly { readonly fromUs: number; readonly toUs: number }[],
): [number, number][] {
  const ends = [...calls.map((call) => call.fromUs), toUs];
  return ends.map((end, index) => [calls[index - 1]?.toUs ?? fromUs, end]);
}
