/** A value that is large in every direction. */
export async function attack() {
  let deep: unknown = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`name${n}`, n]));
  for (let n = 0; n < 5_000; n++) deep = { deep, again: deep };
  console.log(deep, "长".repeat(2_000_000), new Array(10_000).fill(deep));
}
