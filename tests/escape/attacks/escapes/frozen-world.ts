/** Nothing can be written any more; the runtime goes on with what is its own. */
export function attack() {
  for (const name of Reflect.ownKeys(globalThis)) {
    const value = (globalThis as any)[name];
    if (typeof value !== "function" && typeof value !== "object") continue;
    if (value === null || value === globalThis) continue;
    try {
      Object.freeze(value);
      if (value.prototype) Object.freeze(value.prototype);
    } catch {
      // Typed arrays with elements cannot be frozen.
    }
  }
  return { text: "frozen" };
}
