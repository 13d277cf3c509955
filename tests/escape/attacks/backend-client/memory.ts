/** Fills the isolate's heap. */
export async function attack() {
  const all: unknown[] = [];
  for (;;) all.push(new Array(100_000).fill(Math.random()).map((n) => ({ n })));
}
