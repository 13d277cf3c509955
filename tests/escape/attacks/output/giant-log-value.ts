/** A value that is large in every direction: wide, deep, cyclic, with names as long as lines. */
export function attack() {
  const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`name${n}`.repeat(50), n]));
  let deep: unknown = wide;
  for (let n = 0; n < 10_000; n++) deep = { deep, again: deep };
  console.log(deep, wide, new Array(1_000_000).fill(deep), new Map([[wide, deep]]));
  return { text: "logged" };
}
