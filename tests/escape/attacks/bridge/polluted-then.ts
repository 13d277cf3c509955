/** Every object is thenable, and none of them ever answers. */
export function attack() {
  (Object.prototype as any).then = () => {};
  return { text: "never" };
}
