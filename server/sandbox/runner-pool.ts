import type { Runner } from "./runner.ts";

/** Runners that wait for a program, started one after another in the background. */
export type RunnerPool = {
  /** A warm runner, or the next one that gets ready. Rejects when none can be started, or with the signal's reason. */
  take(signal: AbortSignal): Promise<Runner>;
  warm(): number;
  close(): void;
};

type Waiter = {
  readonly resolve: (runner: Runner) => void;
  readonly reject: (reason: unknown) => void;
  startsLeft: number;
};

/** A start costs about 100 ms of processor: without a pause, refilling would slow the runs that are under way. */
const pauseMs = 150;
const retryMs = 2000;
const startsAtOnce = 2;
/** A runner that was killed while it started is nobody's fault: one more than may have begun before somebody asked. */
const startsPerWaiter = startsAtOnce + 1;

export function createRunnerPool(start: () => Promise<Runner>, size: number): RunnerPool {
  const warm: Runner[] = [];
  const waiting: Waiter[] = [];
  let starting = 0;
  let closed = false;
  let pausing: NodeJS.Timeout | null = null;

  const wanted = (): boolean =>
    !closed && (waiting.length > starting || (waiting.length === 0 && warm.length + starting < size));
  const refill = (): void => {
    while (
      wanted() &&
      starting < (waiting.length > 0 ? startsAtOnce : 1) &&
      (pausing === null || waiting.length > 0)
    )
      void begin();
  };
  const pauseFor = (ms: number): void => {
    if (pausing !== null) clearTimeout(pausing);
    pausing = setTimeout(() => {
      pausing = null;
      refill();
    }, ms);
    pausing.unref();
  };
  const begin = async (): Promise<void> => {
    starting++;
    try {
      arrive(await start());
      starting--;
      pauseFor(pauseMs);
    } catch (error) {
      starting--;
      disappoint(error);
      pauseFor(retryMs);
    }
    refill();
  };
  const disappoint = (error: unknown): void => {
    for (const waiter of waiting) waiter.startsLeft--;
    while (waiting[0] !== undefined && waiting[0].startsLeft <= 0) waiting.shift()?.reject(error);
  };
  const arrive = (runner: Runner): void => {
    if (closed) {
      runner.stop({ reason: "shutdown", limit: "", limitValue: 0 });
      return;
    }
    const waiter = waiting.shift();
    if (waiter !== undefined) {
      waiter.resolve(runner);
      return;
    }
    warm.push(runner);
    void runner.gone.then(() => {
      const at = warm.indexOf(runner);
      if (at < 0) return;
      warm.splice(at, 1);
      pauseFor(retryMs);
    });
  };

  refill();
  return {
    take(signal) {
      signal.throwIfAborted();
      const runner = warm.shift();
      if (runner !== undefined) {
        pauseFor(pauseMs);
        return Promise.resolve(runner);
      }
      return new Promise((resolve, reject) => {
        const onAbort = () => {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(signal.reason);
        };
        const settle = () => signal.removeEventListener("abort", onAbort);
        const waiter: Waiter = {
          resolve: (ready) => {
            settle();
            resolve(ready);
          },
          reject: (reason) => {
            settle();
            reject(reason);
          },
          startsLeft: startsPerWaiter,
        };
        signal.addEventListener("abort", onAbort);
        waiting.push(waiter);
        refill();
      });
    },
    warm: () => warm.length,
    close() {
      closed = true;
      if (pausing !== null) clearTimeout(pausing);
      for (const waiter of waiting.splice(0)) waiter.reject(new Error("the sandbox is closed"));
      for (const runner of warm.splice(0)) runner.stop({ reason: "shutdown", limit: "", limitValue: 0 });
    },
  };
}
