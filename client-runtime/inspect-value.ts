const maxDepth = 4;
const maxEntries = 100;

/** A console call's arguments as one text: strings as they are, everything else as a programmer would write it. */
export function inspectArguments(values: readonly unknown[]): string {
  const [format, ...rest] = values;
  if (typeof format !== "string" || !/%[sdifjoOc]/.test(format)) return values.map(inspectTop).join(" ");
  const waiting = [...rest];
  const text = format.replace(/%([sdifjoOc%])/g, (whole, kind: string) => {
    if (kind === "%") return "%";
    if (waiting.length === 0) return whole;
    const value = waiting.shift();
    if (kind === "c") return ""; // A style, which a list of lines has not.
    if (kind === "s") return inspectTop(value);
    if (kind === "d" || kind === "f") return String(Number(value));
    return kind === "i" ? String(Math.trunc(Number(value))) : inspectTop(value);
  });
  return [text, ...waiting.map(inspectTop)].join(" ");
}

function inspectTop(value: unknown): string {
  return typeof value === "string" ? value : inspect(value, 0, []);
}

/** Never throws: a getter or a proxy may. */
function inspect(value: unknown, depth: number, parents: readonly object[]): string {
  try {
    switch (typeof value) {
      case "string":
        return JSON.stringify(value);
      case "bigint":
        return `${value}n`;
      case "function":
        return `[function ${value.name || "(anonymous)"}]`;
      case "object":
        return value === null ? "null" : inspectObject(value, depth, parents);
      default:
        return String(value);
    }
  } catch {
    return "[unreadable]";
  }
}

function inspectObject(value: object, depth: number, parents: readonly object[]): string {
  if (parents.includes(value)) return "[circular]";
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return "Promise";
  if (depth >= maxDepth) return Array.isArray(value) ? "[…]" : "{…}";
  const inner = (one: unknown) => inspect(one, depth + 1, [...parents, value]);
  if (Array.isArray(value)) return list("[", value, inner, "]");
  if (ArrayBuffer.isView(value) && "length" in value)
    return list(`${value.constructor.name} [`, Array.from(value as unknown as number[]), inner, "]");
  if (value instanceof Set) return list("Set {", [...value], inner, "}");
  if (value instanceof Map)
    return list("Map {", [...value], ([key, one]) => `${inner(key)} => ${inner(one)}`, "}");
  const entries = Object.entries(value).filter(([key]) => key !== "$unknown");
  return list(
    `${nameOf(value)}{`,
    entries,
    ([key, one]) => `${/^[\w$]+$/.test(key) ? key : JSON.stringify(key)}: ${inner(one)}`,
    "}",
  );
}

function list<Entry>(
  open: string,
  entries: readonly Entry[],
  inner: (entry: Entry) => string,
  close: string,
): string {
  if (entries.length === 0) return open + close;
  const shown = entries.slice(0, maxEntries).map(inner);
  const rest = entries.length > maxEntries ? [`… ${entries.length - maxEntries} more`] : [];
  const space = open.endsWith("{") ? " " : "";
  return `${open}${space}${[...shown, ...rest].join(", ")}${space}${close}`;
}

function nameOf(value: object): string {
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === "string" && name !== "" && name !== "Object" ? `${name} ` : "";
}
