/** A million objects that all know the first one, to be copied. */
export function attack() {
  const root: any = {};
  let node = root;
  for (let count = 0; count < 1_000_000; count++) {
    node.next = { root };
    node = node.next;
  }
  return { text: typeof structuredClone(root) };
}
