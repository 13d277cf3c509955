/** Hooks into every promise of the isolate, those of the runtime included. */
export async function attack() {
  const kinds = new Set<string>();
  const { then } = Promise.prototype;
  const own = Object.getOwnPropertyDescriptor(Promise.prototype, "constructor");
  (Promise.prototype as any).then = function (this: unknown, done: any, failed: any) {
    return then.call(
      this as Promise<unknown>,
      (value: any) => {
        try {
          for (let at = value; at; at = Object.getPrototypeOf(at)) kinds.add(String(at?.constructor?.name));
          const realm = value?.constructor?.constructor?.("return globalThis")?.();
          if (realm !== undefined && realm !== globalThis) kinds.add("ANOTHER REALM");
        } catch {
          // Primitive.
        }
        return typeof done === "function" ? done(value) : value;
      },
      failed,
    );
  };
  Object.defineProperty(Promise, Symbol.species, { get: () => Promise, configurable: true });
  await new Promise((done) => setTimeout(done, 5));
  await (async () => console.log("hooked"))();
  Promise.prototype.then = then;
  if (own) Object.defineProperty(Promise.prototype, "constructor", own);
  return {
    text: `realms: ${[...kinds].filter((kind) => /REALM|Reference|Isolate|Callback|Socket|Buffer/.test(kind)).join()}`,
  };
}
