// en: The values this lesson runs with. A check brings its own.
// zh: 这一课用到的数值。检查时会换成另一组。
export const params = {
  word: "row",
  rows: 20,
  everyMs: 20,
  stepMs: 300,
  // en: How long the gateway in front of `start` waits, in ms.
  // zh: `start` 前面的网关最多等多少毫秒。
  gatewayMs: 1000,
};
