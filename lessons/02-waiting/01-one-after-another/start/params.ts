// en: The values this lesson runs with. A check brings its own.
// zh: 这一课用到的数值。检查时会换成另一组。
export const params = {
  names: ["Ada", "Bo", "Chen", "Dora", "Eve"],
  serviceMs: 1000,
  // en: Each name is answered this many milliseconds sooner than the one before it.
  // zh: 每往后一个名字，就早答这么多毫秒。
  soonerMs: 0,
  trip: { city: "Kyoto", planMs: 400, flightMs: 400, hotelMs: 400, carMs: 400, receiptMs: 400 },
};
