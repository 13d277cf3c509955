import { DOMException } from "./dom-exception.ts";

/** `structuredClone` of the HTML standard without transfer: the built-in types a handler is likely to hold. */
export function structuredClone<Value>(value: Value): Value {
  return clone(value, new Map()) as Value;
}

function clone(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === "function" || typeof value === "symbol") {
    throw new DOMException(`${String(value)} could not be cloned.`, "DataCloneError");
  }
  if (typeof value !== "object" || value === null) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const keep = <Copy extends object>(copy: Copy): Copy => {
    seen.set(value, copy);
    return copy;
  };
  if (value instanceof Date) return keep(new Date(value));
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags));
  if (value instanceof ArrayBuffer) return keep(value.slice(0));
  if (value instanceof DataView)
    return keep(new DataView(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)));
  if (ArrayBuffer.isView(value)) return keep((value as unknown as Uint8Array).slice());
  if (value instanceof Map) {
    const copy = keep(new Map());
    for (const [name, item] of value) copy.set(clone(name, seen), clone(item, seen));
    return copy;
  }
  if (value instanceof Set) {
    const copy = keep(new Set());
    for (const item of value) copy.add(clone(item, seen));
    return copy;
  }
  if (value instanceof Error) return keep(cloneError(value, seen));
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) {
    throw new DOMException(`${Object.prototype.toString.call(value)} could not be cloned.`, "DataCloneError");
  }
  const copy: Record<string, unknown> = keep(Array.isArray(value) ? (new Array(value.length) as never) : {});
  for (const name of Object.keys(value)) copy[name] = clone((value as Record<string, unknown>)[name], seen);
  return copy;
}

function cloneError(error: Error, seen: Map<object, unknown>): Error {
  const copy = new Error(error.message, "cause" in error ? { cause: clone(error.cause, seen) } : undefined);
  Object.defineProperty(copy, "name", { value: error.name, configurable: true, writable: true });
  Object.defineProperty(copy, "stack", { value: error.stack, configurable: true, writable: true });
  return copy;
}
