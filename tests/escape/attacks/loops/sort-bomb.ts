/** Natives over a sparse array of four billion places. */
export function attack() {
  const holes: unknown[] = [];
  holes.length = 2 ** 32 - 1;
  holes.sort();
  holes.join();
  return { text: String(holes.indexOf(1)) };
}
