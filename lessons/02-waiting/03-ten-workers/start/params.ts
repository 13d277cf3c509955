// en: The values this lesson runs with. A check brings its own.
// zh: 这一课用到的数值。检查时会换成另一组。
export const params = {
  serviceMs: 1000,
  deadlineMs: 1500,
  // en: What `answers` asks your two functions.
  // zh: `answers` 向你的两个函数提的问题。
  pool: { calls: 48, serviceMs: 250, limitMs: 1120 },
  cases: [
    { calls: 11, workers: 10, serviceMs: 1000 },
    { calls: 25, workers: 10, serviceMs: 1000 },
  ],
};
