import type { ClientAttempt, ClientFact } from "./messages.ts";

export type RunWatch = {
  see(facts: readonly ClientFact[]): void;
  /** The thread's last silence, for a worker that is ended from outside and cannot tell it any more. */
  lastSilence(): ClientFact[];
  /** Now, on the run's clock. */
  now(): number;
};

/** Shorter silences are the machine's, not the code's. */
const silenceUs = 50_000;
/** No worker begins its run so long before or after it was told to; then the frame's own clock counts. */
const plausibleMs = 60_000;

/** Follows a worker's facts from the frame, whose clock differs from the worker's by their time origins. */
export function watchRun(): RunWatch {
  let zeroUnixMs = performance.timeOrigin + performance.now();
  let heardUs = 0;
  const blocking = new Map<number, number>();
  const now = () => Math.max(0, Math.round((performance.timeOrigin + performance.now() - zeroUnixMs) * 1000));
  const see = (fact: ClientFact) => {
    if (fact.kind === "began") {
      if (Math.abs(fact.zeroUnixMs - zeroUnixMs) < plausibleMs) zeroUnixMs = fact.zeroUnixMs;
    } else if (fact.kind === "beats") heardUs = Math.max(heardUs, ...fact.atUs);
    else if (fact.kind === "blocked") heardUs = Math.max(heardUs, fact.interval.toUs);
    else if (fact.kind === "attempt" && fact.attempt.blocking) follow(fact.attempt);
  };
  const follow = ({ call, intendedUs, resumedUs }: ClientAttempt) => {
    if (resumedUs === undefined) blocking.set(call, intendedUs);
    else blocking.delete(call);
  };
  return {
    see(facts) {
      facts.forEach(see);
    },
    lastSilence() {
      const toUs = now();
      const [calledUs] = blocking.values();
      if (calledUs !== undefined)
        return [{ kind: "blocked", interval: { fromUs: calledUs, toUs, reason: "call" } }];
      if (toUs - heardUs <= silenceUs) return [];
      return [{ kind: "blocked", interval: { fromUs: heardUs, toUs, reason: "busy" } }];
    },
    now,
  };
}
