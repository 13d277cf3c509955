/** Boxed numbers until the heap is full. */
export function attack() {
  const all: unknown[] = [];
  for (;;) all.push(new Array(1000).fill(1.5));
}
