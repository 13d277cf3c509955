import { errorBase } from "./inspect-error.ts";
import { constructorNameOf, functionBase, prefixOf, tagOf } from "./inspect-names.ts";
import {
  arrayParts,
  bufferParts,
  classPart,
  extraKeys,
  mapParts,
  type Parts,
  propertyKeys,
  setParts,
  typedArrayParts,
} from "./inspect-parts.ts";
import type { Inspection } from "./inspection.ts";
import { platformView, SearchParams } from "./platform-view.ts";

/** What an object is shown as. `keys` are its properties, in order. */
export type Kind = {
  readonly base: string;
  readonly open: string;
  readonly close: string;
  readonly isArray: boolean;
  readonly keys: readonly (string | symbol)[];
  readonly parts: Parts;
  /** There is nothing inside: the base says it all, or the two braces do. */
  readonly isEmpty: boolean;
  readonly name: string | null;
  readonly tag: string;
  /** The object whose properties are shown. */
  readonly target: object;
};

const none: Parts = () => [];
const classParts =
  (value: object, names: readonly string[]): Parts =>
  (inspection, depth) =>
    names.map((name) => classPart(inspection, value, name, depth));
const builtin = (value: object) => Object.prototype.toString.call(value).slice(8, -1);

export function kindOf(
  inspection: Inspection,
  original: object,
  depth: number,
  isInTypedArray: boolean,
): Kind {
  const { showHidden } = inspection.options;
  const value = platformView(original) ?? original;
  const name = constructorNameOf(inspection, original, depth);
  const tag = value === original ? tagOf(inspection, value) : "";
  const keys = propertyKeys(value, showHidden);
  const isBare = keys.length === 0;
  const plain = {
    base: "",
    close: "}",
    isArray: false,
    keys,
    parts: none,
    isEmpty: isBare,
    name,
    tag,
    target: value,
  };
  const named = (fallback: string, size?: number) =>
    prefixOf(name, tag, fallback, size === undefined ? "" : `(${size})`);
  const braced = (fallback: string, parts: Parts, size?: number): Kind => ({
    ...plain,
    open: `${named(fallback, size)}{`,
    parts,
    isEmpty: isBare && size === 0,
  });
  const listed = (list: object, length: number) => {
    const extras = extraKeys(list, showHidden);
    return {
      ...plain,
      close: "]",
      isArray: true,
      keys: extras,
      isEmpty: length === 0 && extras.length === 0,
    };
  };
  const based = (base: string): Kind => ({ ...plain, open: "{", base });

  if (Array.isArray(value)) {
    const prefix = name !== "Array" || tag !== "" ? named("Array", value.length) : "";
    return { ...listed(value, value.length), open: `${prefix}[`, parts: arrayParts(value) };
  }
  if (value instanceof SearchParams) {
    const { entries } = value;
    return {
      ...braced("URLSearchParams", mapParts(entries, entries.length)),
      isEmpty: entries.length === 0,
      keys: [],
    };
  }
  if (value instanceof Set) return braced("Set", setParts(value, value.size), value.size);
  if (value instanceof Map) return braced("Map", mapParts(value, value.size), value.size);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const items = value as unknown as ArrayLike<number> & object;
    const own = listed(value, showHidden ? 1 : items.length);
    return { ...own, open: `${named(builtin(value), items.length)}[`, parts: typedArrayParts(items) };
  }
  if (typeof value === "function") return based(functionBase(value, name, tag));
  if (value instanceof RegExp)
    return based(withName(RegExp.prototype.toString.call(value), named("RegExp"), "RegExp "));
  if (value instanceof Date) return based(withName(dateText(value), named("Date"), "Date "));
  if (isError(value)) {
    const own = [...keys];
    const base = errorBase(inspection, value, name, tag, own);
    return { ...plain, open: "{", base, keys: own, isEmpty: own.length === 0 };
  }
  if (value instanceof ArrayBuffer)
    return braced("ArrayBuffer", isInTypedArray ? classParts(value, ["byteLength"]) : bufferParts(value));
  if (value instanceof DataView)
    return braced("DataView", classParts(value, ["byteLength", "byteOffset", "buffer"]));
  // No script can see which of the three states a promise is in without waiting for it.
  if (value instanceof Promise) return braced("Promise", () => ["<state unknown>"]);
  if (value instanceof WeakSet) return braced("WeakSet", () => ["<items unknown>"]);
  if (value instanceof WeakMap) return braced("WeakMap", () => ["<items unknown>"]);
  const boxed = boxedBase(inspection, value, name, tag, keys);
  if (boxed !== undefined)
    return { ...based(boxed.base), keys: boxed.keys, isEmpty: boxed.keys.length === 0 };
  if (builtin(value) === "Arguments" && name === "Object") return { ...plain, open: "[Arguments] {" };
  return { ...plain, open: name === "Object" && tag === "" ? "{" : `${named("Object")}{` };
}

function isError(value: object): value is Error {
  return value instanceof Error || builtin(value) === "Error";
}

const withName = (text: string, prefix: string, usual: string) => (prefix === usual ? text : prefix + text);

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? "Invalid Date" : date.toISOString();
}

type Boxed = { readonly base: string; readonly keys: readonly (string | symbol)[] };

/** `[Number: 3]`: objects around a primitive. */
function boxedBase(
  inspection: Inspection,
  value: object,
  name: string | null,
  tag: string,
  keys: readonly (string | symbol)[],
): Boxed | undefined {
  const type = [Number, String, Boolean, BigInt, Symbol].find((one) => value instanceof (one as never));
  if (type === undefined) return undefined;
  const isText = type === String;
  const extras = name === null ? " (null prototype)" : name === type.name ? "" : ` (${name})`;
  const own = tag === "" || tag === name || tag === type.name ? "" : ` [${tag}]`;
  const inner = inspection.show((value as { valueOf(): unknown }).valueOf(), 0);
  return {
    base: `[${type.name}${extras}: ${inner}]${own}`,
    keys: isText ? keys.slice(String(value).length) : keys,
  };
}
