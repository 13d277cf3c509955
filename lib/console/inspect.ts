import { type Kind, kindOf } from "./inspect-kinds.ts";
import { layOut } from "./inspect-layout.ts";
import { prefixOf } from "./inspect-names.ts";
import { propertyPart } from "./inspect-parts.ts";
import {
  defaultOptions,
  type Inspection,
  type InspectOptions,
  isTooDeep,
  remainingText,
} from "./inspection.ts";
import { quoteText } from "./quote-text.ts";

const customInspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * A value as Node's `util.inspect` writes it, without colours. Never throws: a proxy or a getter that does is shown as
 * `[unreadable]`.
 */
export function inspect(value: unknown, options: Partial<InspectOptions> = {}): string {
  const inspection: Inspection = {
    options: { ...defaultOptions, ...options },
    open: [],
    circles: new Map(),
    indentation: 0,
    currentDepth: 0,
    show: (inner, depth, isInTypedArray = false) =>
      (typeof inner === "object" && inner !== null) || typeof inner === "function"
        ? showSafely(inspection, inner, depth, isInTypedArray)
        : showPrimitive(inspection, inner),
  };
  return inspection.show(value, 0);
}

function showPrimitive({ options, indentation }: Inspection, value: unknown): string {
  switch (typeof value) {
    case "string":
      return showText(value, options, indentation);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bigint":
      return `${value}n`;
    default:
      return String(value);
  }
}

function showText(
  text: string,
  { maxStringLength, breakLength }: InspectOptions,
  indentation: number,
): string {
  const shown = text.slice(0, Math.max(0, maxStringLength));
  const left = text.length - shown.length;
  const rest = left > 0 ? remainingText(left, "character") : "";
  if (shown.length <= 16 || shown.length <= breakLength - indentation - 4) return quoteText(shown) + rest;
  const lines = shown.split(/(?<=\n)/);
  return lines.map(quoteText).join(` +\n${" ".repeat(indentation + 2)}`) + rest;
}

function showSafely(inspection: Inspection, value: object, depth: number, isInTypedArray: boolean): string {
  const { open, indentation } = inspection;
  const opened = open.length;
  try {
    return showObject(inspection, value, depth, isInTypedArray);
  } catch (error) {
    open.length = opened;
    inspection.indentation = indentation;
    return error instanceof RangeError
      ? "[Inspection interrupted prematurely. Maximum call stack size exceeded.]"
      : "[unreadable]";
  }
}

function showObject(inspection: Inspection, value: object, depth: number, isInTypedArray: boolean): string {
  const { options, open, circles } = inspection;
  const custom = showCustom(inspection, value, depth);
  if (custom !== undefined) return custom;
  if (open.includes(value)) {
    if (!circles.has(value)) circles.set(value, circles.size + 1);
    return `[Circular *${circles.get(value)}]`;
  }
  const kind = kindOf(inspection, value, depth, isInTypedArray);
  const { base, keys, parts, target } = kind;
  if (kind.isEmpty) return base === "" ? kind.open + kind.close : base;
  if (isTooDeep(inspection, depth))
    return base !== "" && value instanceof RegExp ? base : `[${shortName(kind, value)}]`;
  open.push(value);
  inspection.currentDepth = depth + 1;
  const inside = parts(inspection, depth + 1);
  const properties = keys.map((key) => propertyPart(inspection, target, key, depth + 1));
  open.pop();
  if (options.sorted) properties.sort();
  const circle = circles.get(value);
  const reference = circle === undefined ? base : `<ref *${circle}>${base === "" ? "" : ` ${base}`}`;
  return layOut(inspection, [...inside, ...properties], { ...kind, base: reference }, depth + 1, value);
}

function shortName({ name, tag }: Kind, value: object): string {
  return prefixOf(name, tag, Array.isArray(value) ? "Array" : "Object").slice(0, -1);
}

/** What the value's own `[Symbol.for("nodejs.util.inspect.custom")]` says, as Node asks it. */
function showCustom(inspection: Inspection, value: object, depth: number): string | undefined {
  const { options, indentation } = inspection;
  const custom: unknown = options.customInspect
    ? (value as { [customInspect]?: unknown })[customInspect]
    : undefined;
  if (typeof custom !== "function") return undefined;
  const { bareError: _, ...given } = options;
  const left = options.depth === null ? null : options.depth - depth;
  const shown: unknown = custom.call(value, left, { ...given, stylize: String }, inspect);
  if (shown === value) return undefined;
  const text = typeof shown === "string" ? shown : inspection.show(shown, depth);
  return text.replaceAll("\n", `\n${" ".repeat(indentation)}`);
}
