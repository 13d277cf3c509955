/** A table that grows by rehashing in one native step. */
export function attack() {
  const map = new Map<number, unknown>();
  for (let n = 0; ; n++) map.set(n, { n });
}
