// en: What the lesson is played with. A check brings its own values.
// zh: 这一课用到的数值。检查时会换成另一组。
export const params = {
  word: "row",
  rows: 20,
  everyMs: 20,
  stepMs: 300,
  // en: So long waits the gateway in front of `start`.
  // zh: `start` 前面的网关只等这么久。
  gatewayMs: 1000,
};
