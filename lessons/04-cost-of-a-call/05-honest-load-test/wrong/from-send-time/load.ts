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
    await sleep(Math.max(0, from + (call * 1000) / rate - performance.now()));
    latencies.push(timed(send));
  }
  return Promise.all(latencies);
}

async function timed(send: () => Promise<unknown>): Promise<number> {
  const sent = performance.now();
  await send();
  return performance.now() - sent;
}
