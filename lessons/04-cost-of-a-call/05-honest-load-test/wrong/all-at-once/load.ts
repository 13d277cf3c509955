/**
 * en: Sends `rate` calls a second for `seconds`, evenly spaced, and returns every latency in ms.
 * zh: 每秒均匀地发出 `rate` 个调用，持续 `seconds` 秒，返回每个调用的延迟（毫秒）。
 */
export async function load(
  send: () => Promise<unknown>,
  rate: number,
  seconds: number,
): Promise<number[]> {
  const calls = Array.from({ length: rate * seconds }, async () => {
    const sent = performance.now();
    await send();
    return performance.now() - sent;
  });
  return Promise.all(calls);
}
