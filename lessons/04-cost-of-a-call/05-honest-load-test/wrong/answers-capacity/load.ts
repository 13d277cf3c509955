import { sleep } from "playground";

/**
 * en: Sends `rate` calls a second for `seconds`, evenly spaced, and returns every latency in ms.
 * zh: 每秒均匀地发出 `rate` 个调用，持续 `seconds` 秒，返回每个调用的延迟（毫秒）。
 */
export async function load(
  send: () => Promise<unknown>,
  rate: number,
  seconds: number,
): Promise<number[]> {
  const from = performance.now();
  const latencies: Promise<number>[] = [];
  for (let call = 0; call < rate * seconds; call += 1) {
    const planned = from + (call * 1000) / rate;
    await sleep(Math.max(0, planned - performance.now()));
    latencies.push(send().then(() => performance.now() - planned));
  }
  return Promise.all(latencies);
}
