// en: The values this lesson runs with. A check brings its own.
// zh: 这一课用到的数值。检查时会换成另一组。
export const params = {
  passwords: ["tulip", "walnut", "granite", "harbour"],
  // en: How much work one hash is.
  // zh: 算一个哈希要做多少轮。
  rounds: 6_000,
  pings: 40,
  pingEveryMs: 25,
};
