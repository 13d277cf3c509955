/**
 * en: Sends `rate` calls a second for `seconds`, evenly spaced, and returns every latency in ms.
 * zh: 每秒均匀地发出 `rate` 个调用，持续 `seconds` 秒，返回每个调用的延迟（毫秒）。
 */
export async function load(
  send: () => Promise<unknown>,
  rate: number,
  seconds: number,
): Promise<number[]> {
  const total = rate * seconds;
  const latencies: number[] = [];
  const from = performance.now();
  return new Promise((resolve, reject) => {
    let issued = 0;
    // Every few milliseconds: send all that are due by now.
    const timer = setInterval(() => {
      while (issued < total && performance.now() - from >= (issued * 1000) / rate) {
        const planned = from + (issued * 1000) / rate;
        issued += 1;
        send().then(() => {
          latencies.push(performance.now() - planned);
          if (latencies.length === total) resolve(latencies);
        }, reject);
      }
      if (issued === total) clearInterval(timer);
    }, 4);
  });
}
