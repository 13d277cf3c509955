/** Linear memory lies outside every limit of the heap. */
export function attack() {
  const { WebAssembly } = globalThis as any;
  if (WebAssembly === undefined) return { text: "no WebAssembly" };
  const memories = [];
  for (;;) memories.push(new WebAssembly.Memory({ initial: 16_384 }));
}
