// en: The values this lesson runs with. A check brings its own.
// zh: 这一课用到的数值。检查时会换成另一组。
export const params = {
  name: "Ada",
  names: ["Bo", "Chen", "Dora"],
  serviceMs: 1000,
};
