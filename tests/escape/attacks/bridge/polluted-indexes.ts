/** Setters where arrays grow: each element that the runtime appends is swallowed. */
export function attack() {
  for (let at = 0; at < 100; at++)
    Object.defineProperty(Array.prototype, at, { get: () => undefined, set() {}, configurable: true });
  return { text: "x" };
}
