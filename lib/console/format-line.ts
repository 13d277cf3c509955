import { inspect } from "./inspect.ts";
import type { AnyFunction } from "./inspect-names.ts";
import type { InspectOptions } from "./inspection.ts";

/** Escape sequences of terminals: colours and links mean nothing here. */
const [esc, csi, bell] = [27, 155, 7].map((code) => String.fromCharCode(code));
const escapeSequence = new RegExp(
  `[${esc}${csi}](?:\\][^${bell}${esc}]*(?:${bell}|${esc}\\\\)|[[\\]()#;?]*(?:\\d{1,4}(?:[;:]\\d{0,4})*)?[\\dA-PR-TZcf-nq-uy=><~])`,
  "g",
);

/** `console.log`'s arguments as one text, as Node writes them: `%s %d %i %f %j %o %O %c %%` in the first, then the rest. */
export function formatLine(values: readonly unknown[], options: Partial<InspectOptions> = {}): string {
  const [first, ...others] = values;
  const text =
    typeof first === "string"
      ? fillIn(first, others, options)
      : values.map((one) => asWord(one, options)).join(" ");
  return text.replace(escapeSequence, "");
}

function fillIn(format: string, values: readonly unknown[], options: Partial<InspectOptions>): string {
  if (values.length === 0) return format;
  let used = 0;
  const text = format.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === "%%") return "%";
    return used < values.length ? formatMark(mark, values[used++], options) : mark;
  });
  return [text, ...values.slice(used).map((one) => asWord(one, options))].join(" ");
}

function asWord(value: unknown, options: Partial<InspectOptions>): string {
  return typeof value === "string" ? value : inspect(value, options);
}

function formatMark(mark: string, value: unknown, options: Partial<InspectOptions>): string {
  switch (mark) {
    case "%s":
      return asString(value, options);
    case "%d":
      return asNumber(value, Number);
    case "%i":
      return asNumber(value, (one) => Number.parseInt(String(one), 10));
    case "%f":
      return typeof value === "symbol" ? "NaN" : inspect(Number.parseFloat(String(value)));
    case "%j":
      return toJson(value);
    case "%o":
      return inspect(value, { ...options, showHidden: true, depth: 4 });
    case "%O":
      return inspect(value, options);
    default:
      return ""; // `%c`: a style, which a list of lines has not.
  }
}

function asNumber(value: unknown, toNumber: (value: unknown) => number): string {
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "symbol" ? "NaN" : inspect(toNumber(value));
}

function asString(value: unknown, options: Partial<InspectOptions>): string {
  if (typeof value === "number" || typeof value === "bigint") return inspect(value);
  if (typeof value !== "object" || value === null) return String(value);
  return hasOwnWords(value) ? String(value) : inspect(value, { ...options, depth: 0 });
}

/** Whether a class of the visitor's says how its instances read. */
function hasOwnWords(value: object): boolean {
  if (typeof (value as { toString?: unknown }).toString !== "function") return false;
  for (let at: object | null = value; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    if (!Object.hasOwn(at, "toString")) continue;
    const builder: unknown =
      at === value ? undefined : Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    return !(typeof builder === "function" && isBuiltIn(builder));
  }
  return false;
}

function isBuiltIn(builder: AnyFunction): boolean {
  return /^[A-Z]/.test(builder.name) && Object.hasOwn(globalThis, builder.name);
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch (error) {
    if (error instanceof TypeError && /circular|cyclic/i.test(error.message)) return "[Circular]";
    throw error;
  }
}
