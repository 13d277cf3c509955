import type { Inspection } from "./inspection.ts";
import { isTooDeep } from "./inspection.ts";

// biome-ignore lint/complexity/noBannedTypes: functions, constructors and classes alike, and none of them is called
export type AnyFunction = Function;

/** The name of the class whose instance it is; null: it has no prototype. */
export function constructorNameOf(inspection: Inspection, value: object, depth: number): string | null {
  let first: object | null | undefined;
  for (let at: object | null = value; at !== null; ) {
    const owner: unknown = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    if (typeof owner === "function" && owner.name !== "" && isInstance(value, owner))
      return String(owner.name);
    at = Object.getPrototypeOf(at) as object | null;
    if (first === undefined) first = at;
  }
  if (first === null || first === undefined) return null;
  if (isTooDeep(inspection, depth)) return "Object <Complex prototype>";
  const above = constructorNameOf(inspection, first, depth + 1);
  return `Object <${above ?? "[Object: null prototype] {}"}>`;
}

function isInstance(value: object, owner: AnyFunction): boolean {
  try {
    return value instanceof owner;
  } catch {
    return false;
  }
}

/** What `Symbol.toStringTag` adds to the class's name, unless it is shown as a property anyway. */
export function tagOf({ options }: Inspection, value: object): string {
  const tag: unknown = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  if (typeof tag !== "string" || tag === "") return "";
  const shown = options.showHidden
    ? Object.hasOwn(value, Symbol.toStringTag)
    : Object.prototype.propertyIsEnumerable.call(value, Symbol.toStringTag);
  return shown ? "" : tag;
}

/** `Map(2) ` or `[Object: null prototype] `, before the brace. */
export function prefixOf(name: string | null, tag: string, fallback: string, size = ""): string {
  if (name === null) {
    const base = `[${fallback}${size}: null prototype] `;
    return tag !== "" && fallback !== tag ? `${base}[${tag}] ` : base;
  }
  return tag !== "" && name !== tag ? `${name}${size} [${tag}] ` : `${name}${size} `;
}

/** `[Function: f]`, `[AsyncFunction (anonymous)]`, `[class B extends A]`. */
export function functionBase(value: AnyFunction, className: string | null, tag: string): string {
  const source = Function.prototype.toString.call(value);
  if (/^class\b[^(]*\{/.test(source) && source.endsWith("}")) return classBase(value, className, tag);
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  const type = /^(Async|Generator|AsyncGenerator)Function$/.test(kind) ? kind : "Function";
  const name = String(value.name);
  const own = `[${type}${className === null ? " (null prototype)" : ""}${name === "" ? " (anonymous)" : `: ${name}`}]`;
  return own + otherNames(type, className, tag);
}

function otherNames(type: string, className: string | null, tag: string): string {
  const name = className !== type && className !== null ? ` ${className}` : "";
  return tag !== "" && className !== tag ? `${name} [${tag}]` : name;
}

function classBase(value: AnyFunction, className: string | null, tag: string): string {
  let base = `class ${(Object.hasOwn(value, "name") && String(value.name)) || "(anonymous)"}`;
  if (className !== "Function" && className !== null) base += ` [${className}]`;
  if (tag !== "" && className !== tag) base += ` [${tag}]`;
  if (className === null) return `[${base} extends null]`;
  const above = (Object.getPrototypeOf(value) as { name?: unknown } | null)?.name;
  return `[${base}${above ? ` extends ${String(above)}` : ""}]`;
}
