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
  const calls = Array.from({ length: Math.round(rate * seconds) }, async (_, index) => {
    const dueMs = (index / rate) * 1000;
    await new Promise((resolve) => setTimeout(resolve, dueMs));
    await send();
    return performance.now() - from - dueMs;
  });
  return await Promise.all(calls);
}
