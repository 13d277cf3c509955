/** From everything that was handed over to its constructor's constructor, which makes code in its own realm. */
export function attack(request: unknown, context: unknown) {
  const seen = new Set<unknown>();
  const leaks: string[] = [];
  const probe = (value: unknown, path: string, depth: number) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) return;
    if (seen.has(value) || depth > 6 || seen.size > 20_000) return;
    seen.add(value);
    try {
      const make = (value as any).constructor?.constructor;
      if (typeof make !== "function") throw new Error("no way");
      const run = (code: string) => {
        const made = make(code)();
        return typeof made?.next === "function" && made !== globalThis ? made.next().value : made;
      };
      const realm = run("return globalThis");
      const kind = run("return typeof process + typeof globalThis.require");
      if (realm !== undefined && realm !== globalThis) leaks.push(`${path}: another realm`);
      if (realm !== undefined && kind !== "undefinedundefined") leaks.push(`${path}: ${kind}`);
    } catch {
      // No constructor of functions.
    }
    for (const name of Reflect.ownKeys(value)) {
      try {
        probe((value as any)[name], `${path}.${String(name)}`, depth + 1);
      } catch {
        // A getter that wants something else.
      }
    }
    probe(Object.getPrototypeOf(value), `${path}.__proto__`, depth + 1);
  };
  probe(request, "request", 0);
  probe(context, "context", 0);
  probe(globalThis, "globalThis", 0);
  return { text: `leaks: ${leaks.slice(0, 5).join()}` };
}
