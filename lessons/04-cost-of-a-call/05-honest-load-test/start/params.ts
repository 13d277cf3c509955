// en: The values this lesson runs with. A check brings its own, and gives the pools of `search` to the server alone.
// zh: 这一课用到的数值。检查时会换成另一组，其中 `search` 的池只有服务端知道。
export const params = {
  load: { rate: 50, seconds: 5, serviceMs: 10 },
  stall: { afterMs: 1500, forMs: 2000 },
  // en: When, and for how many milliseconds, the load generator's own thread is busy with something else.
  // zh: 压测器自己的线程何时被别的事占住、占多久，单位是毫秒。
  busy: { afterMs: 800, forMs: 600 },
  // en: Every fourth call of a round is a slow one.
  // zh: 每一轮里，每四个调用有一个慢的。
  rounds: [
    { rate: 30, seconds: 2, serviceMs: 80, slowMs: 320 },
    { rate: 40, seconds: 2, serviceMs: 100, slowMs: 400 },
    { rate: 50, seconds: 2, serviceMs: 120, slowMs: 480 },
  ],
  sweep: [50, 60, 70, 80, 90, 95, 99],
  promises: [{ p99Ms: 300, mostRate: 400 }],
  pools: [{ workers: 10, serviceMs: 100 }],
  seed: 107,
};
