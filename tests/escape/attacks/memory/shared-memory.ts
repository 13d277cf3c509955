/** Memory that no collector owns, and clocks made of it. */
export function attack() {
  const { SharedArrayBuffer, Atomics } = globalThis as any;
  return { text: [typeof SharedArrayBuffer, typeof Atomics].join() };
}
