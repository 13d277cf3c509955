// en: The values this lesson runs with. A check brings its own.
// zh: 这一课用到的数值。检查时会换成另一组。
export const params = {
  seed: 7,
  // en: How many items the lists have, and how often each size is sent.
  // zh: 列表有多少项；每种大小各发几次。
  sizes: [2_000, 4_000, 8_000, 16_000],
  rounds: 2,
  lists: [
    ["b", "a", "b", "c", "a"],
    ["1", "01", "1"],
  ],
  // en: Messages of a stream, and numbers in each.
  // zh: 流里有多少条消息，每条多少个数。
  messages: 600,
  perMessage: 1_000,
};
