export type Semaphore = {
  /** Waits for a slot and gives the function that frees it; undefined when the signal fired first. */
  acquire(signal?: AbortSignal): Promise<(() => void) | undefined>;
};

/** At most `slots` holders at a time, served in the order in which they asked. */
export function createSemaphore(slots: number): Semaphore {
  const waiting: (() => void)[] = [];
  let free = slots;
  const hold = () => {
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    };
  };
  return {
    acquire(signal) {
      if (signal?.aborted) return Promise.resolve(undefined);
      if (free > 0) {
        free -= 1;
        return Promise.resolve(hold());
      }
      return new Promise((resolve) => {
        const enter = () => {
          signal?.removeEventListener("abort", leave);
          resolve(hold());
        };
        const leave = () => {
          waiting.splice(waiting.indexOf(enter), 1);
          resolve(undefined);
        };
        signal?.addEventListener("abort", leave, { once: true });
        waiting.push(enter);
      });
    },
  };
}
