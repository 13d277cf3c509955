// en: The values this lesson runs with. A check brings its own, and gives some of them to the server alone.
// zh: 这一课用到的数值。检查时会换成另一组，其中有几项只有服务端知道。
export const params = {
  ids: Array.from({ length: 100 }, (_, index) => `p-${index}`),
  rowBytes: 500,
  // en: What the names in the catalogue are generated from.
  // zh: 目录里的名称由它生成。
  salt: 7,
  missing: [] as string[],
  // en: Sizes of the replies that measure the link, in bytes.
  // zh: 测量线路用的回复大小，单位是字节。
  sizes: [0, 25_000, 50_000, 75_000, 100_000],
  samples: [
    { bytes: 0, ms: 40 },
    { bytes: 50_000, ms: 90 },
    { bytes: 100_000, ms: 140 },
  ],
};
