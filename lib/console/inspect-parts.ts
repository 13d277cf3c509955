import { type Inspection, indented, remainingText } from "./inspection.ts";
import { escapeText, quoteText } from "./quote-text.ts";

type Key = string | symbol;

/** The parts of an object that are not its properties: the items of lists, sets and maps, the bytes of buffers. */
export type Parts = (inspection: Inspection, depth: number) => string[];

const plainKey = /^[a-zA-Z_][a-zA-Z_0-9]*$/;

export function propertyKeys(value: object, showHidden: boolean): Key[] {
  const symbols = Object.getOwnPropertySymbols(value);
  if (showHidden) return [...Object.getOwnPropertyNames(value), ...symbols];
  const isShown = (key: symbol) => Object.prototype.propertyIsEnumerable.call(value, key);
  return [...Object.keys(value), ...symbols.filter(isShown)];
}

/** Those that are no items of the list. */
export function extraKeys(value: object, showHidden: boolean): Key[] {
  return propertyKeys(value, showHidden).filter(
    (key) => typeof key === "symbol" || !/^(0|[1-9]\d*)$/.test(key),
  );
}

/** What a buffer's class holds for it, in brackets like everything that is not enumerable. */
export function classPart(inspection: Inspection, value: object, key: string, depth: number): string {
  return `[${key}]: ${indented(inspection, () => inspection.show((value as Record<string, unknown>)[key], depth))}`;
}

/** `name: value`; getters are named and not run. */
export function propertyPart(inspection: Inspection, value: object, key: Key, depth: number): string {
  const property = Object.getOwnPropertyDescriptor(value, key) ?? {
    value: (value as Record<Key, unknown>)[key],
    enumerable: true,
  };
  return `${keyText(key, property.enumerable !== false)}: ${showProperty(inspection, property, depth)}`;
}

function showProperty(inspection: Inspection, property: PropertyDescriptor, depth: number): string {
  if (property.value !== undefined) return indented(inspection, () => inspection.show(property.value, depth));
  if (property.get !== undefined) return property.set === undefined ? "[Getter]" : "[Getter/Setter]";
  return property.set === undefined ? "undefined" : "[Setter]";
}

function keyText(key: Key, isEnumerable: boolean): string {
  if (typeof key === "symbol")
    return isEnumerable ? escapeText(String(key), true) : `[${escapeText(String(key), true)}]`;
  if (key === "__proto__") return "['__proto__']";
  if (!isEnumerable) return `[${escapeText(key, true)}]`;
  return plainKey.test(key) ? key : quoteText(key);
}

export function arrayParts(items: readonly unknown[]): Parts {
  return (inspection, depth) => {
    const max = Math.max(0, inspection.options.maxArrayLength);
    const parts: string[] = [];
    let at = 0;
    while (at < items.length && parts.length < max) {
      if (Object.hasOwn(items, at)) {
        const item = Object.getOwnPropertyDescriptor(items, at) ?? { value: undefined };
        parts.push(showProperty(inspection, item, depth));
        at += 1;
        continue;
      }
      const from = at;
      at = nextItem(items, at);
      parts.push(`<${at - from} empty item${at - from > 1 ? "s" : ""}>`);
    }
    return at < items.length ? [...parts, remainingText(items.length - at, "item")] : parts;
  };
}

/** A hole may be four milliards wide. */
function nextItem(items: readonly unknown[], hole: number): number {
  for (let at = hole; at < Math.min(items.length, hole + 1_000); at += 1)
    if (Object.hasOwn(items, at)) return at;
  for (const key of Object.keys(items)) {
    const at = Number(key);
    if (at >= hole && at < items.length && Number.isInteger(at)) return at;
  }
  return items.length;
}

export function typedArrayParts(items: ArrayLike<number | bigint> & object): Parts {
  return (inspection, depth) => {
    const { maxArrayLength, showHidden } = inspection.options;
    const count = Math.min(Math.max(0, maxArrayLength), items.length);
    const parts = Array.from({ length: count }, (_, at) => inspection.show(items[at], depth));
    if (items.length > count) parts.push(remainingText(items.length - count, "item"));
    if (!showHidden) return parts;
    const hidden = ["BYTES_PER_ELEMENT", "length", "byteLength", "byteOffset", "buffer"];
    return indented(inspection, () => [
      ...parts,
      ...hidden.map(
        (key) =>
          `[${key}]: ${inspection.show((items as unknown as Record<string, unknown>)[key], depth, true)}`,
      ),
    ]);
  };
}

export function setParts(items: Iterable<unknown>, size: number): Parts {
  return (inspection, depth) => limitedParts(inspection, items, size, (item) => inspection.show(item, depth));
}

export function mapParts(items: Iterable<readonly [unknown, unknown]>, size: number): Parts {
  return (inspection, depth) =>
    limitedParts(
      inspection,
      items,
      size,
      ([key, item]) => `${inspection.show(key, depth)} => ${inspection.show(item, depth)}`,
    );
}

function limitedParts<Item>(
  inspection: Inspection,
  items: Iterable<Item>,
  size: number,
  toText: (item: Item) => string,
): string[] {
  const max = Math.max(0, inspection.options.maxArrayLength);
  return indented(inspection, () => {
    const parts: string[] = [];
    for (const item of items) {
      if (parts.length >= max) break;
      parts.push(toText(item));
    }
    return size > parts.length ? [...parts, remainingText(size - parts.length, "item")] : parts;
  });
}

export function bufferParts(buffer: ArrayBuffer): Parts {
  return (inspection, depth) => {
    const { options } = inspection;
    const bytes = new Uint8Array(buffer);
    const count = Math.min(Math.max(0, options.maxArrayLength), bytes.length);
    const hex = Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
    const more = bytes.length > count ? ` ${remainingText(bytes.length - count, "byte")}` : "";
    return [`[Uint8Contents]: <${hex}${more}>`, classPart(inspection, buffer, "byteLength", depth)];
  };
}
