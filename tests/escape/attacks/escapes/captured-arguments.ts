/**
 * Replaces what the runtime might call with what it holds, takes every argument and receiver that passes by, and looks
 * for the functions of the host and the shared memory among them.
 */
export async function attack() {
  const taken = new Set<unknown>();
  const restore: (() => void)[] = [];
  const { apply, ownKeys, getOwnPropertyDescriptor, defineProperty } = Reflect;
  const add = Set.prototype.add;
  const spy = (target: any) => {
    for (const name of ownKeys(target)) {
      const own = getOwnPropertyDescriptor(target, name);
      if (typeof own?.value !== "function" || !own.configurable || name === "constructor") continue;
      const original = own.value;
      defineProperty(target, name, {
        ...own,
        value(this: unknown, ...args: unknown[]) {
          apply(add, taken, [this]);
          for (let at = 0; at < args.length; at++) apply(add, taken, [args[at]]);
          return apply(original, this, args);
        },
      });
      restore.push(() => defineProperty(target, name, own));
    }
  };
  for (const target of [
    Function.prototype,
    Map.prototype,
    Promise.prototype,
    Reflect,
    Uint8Array.prototype,
    Object,
  ])
    spy(target);
  console.log("a line");
  await new Promise((done) => setTimeout(done, 1));
  new TextEncoder().encode("长".repeat(1_000));
  crypto.randomUUID();
  void new URL("http://localhost/x").pathname;
  for (let at = 0; at < restore.length; at++) restore[at]?.();
  const words = [...taken].filter((value) => {
    const text = Object.prototype.toString.call(value);
    const buffer = (value as any)?.buffer;
    return (
      text === "[object SharedArrayBuffer]" ||
      Object.prototype.toString.call(buffer) === "[object SharedArrayBuffer]" ||
      (typeof value === "object" && value !== null && "outOfMemory" in value)
    );
  });
  return { text: `taken: ${words.length}` };
}
