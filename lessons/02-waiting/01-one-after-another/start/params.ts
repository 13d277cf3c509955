// en: What the lesson is played with. A check brings its own values.
// zh: 这一课用到的数值。检查时会换成另一组。
export const params = {
  names: ["Ada", "Bo", "Chen", "Dora", "Eve"],
  serviceMs: 1000,
  // en: By so much every next name is answered sooner.
  // zh: 每往后一个名字，就早答这么多毫秒。
  soonerMs: 0,
  trip: { city: "Kyoto", planMs: 400, flightMs: 400, hotelMs: 400, carMs: 400, receiptMs: 400 },
};
