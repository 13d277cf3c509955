/** Memory beside the heap, within one turn. */
export function attack() {
  const all: unknown[] = [];
  for (;;) all.push(new Uint8Array(new ArrayBuffer(10_000_000)).fill(3));
}
