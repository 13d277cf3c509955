/** Whatever is iterated never ends. */
export function attack() {
  (Array.prototype as any)[Symbol.iterator] = function* () {
    for (;;) yield ["x-evil", "1"];
  };
  return { text: "x" };
}
