// en: The values this lesson runs with. A check brings its own, and gives some of them to the server alone.
// zh: 这一课用到的数值。检查时会换成另一组，其中有几项只有服务端知道。
export const params = {
  ids: Array.from({ length: 10 }, (_, index) => `item-${index + 1}`),
  // en: How long somebody looks at the page before the first click, in ms.
  // zh: 打开页面后，看多久才点第一下，单位是毫秒。
  lookMs: 400,
  photoBytes: 600_000,
  // en: What titles and photo are generated from.
  // zh: 标题和照片由它生成。
  salt: 7,
};
