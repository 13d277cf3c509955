const maxDepth = 2;
const maxItems = 100;
const lineWidth = 72;
const maxStringChars = 10_000;
const plainKey = /^[A-Za-z_$][\w$]*$/;

/** A value as Node's `console.log` shows it, in short form: two levels deep, a hundred items wide. */
export function inspect(value: unknown): string {
  return show(value, 0, []);
}

function show(value: unknown, depth: number, path: readonly object[]): string {
  switch (typeof value) {
    case "string":
      return quote(value.length > maxStringChars ? `${value.slice(0, maxStringChars)}…` : value);
    case "bigint":
      return `${value}n`;
    case "symbol":
      return value.toString();
    case "number":
      return Object.is(value, -0) ? "-0" : `${value}`;
    case "function":
      return showFunction(value);
    case "object":
      return value === null ? "null" : path.includes(value) ? "[Circular]" : showObject(value, depth, path);
    default:
      return String(value);
  }
}

function quote(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes("`") ? "`" : "'";
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replaceAll("\r", "\\r");
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

function showFunction(value: object): string {
  const source = Function.prototype.toString.call(value);
  const name = String((value as { name?: unknown }).name ?? "");
  const kind = source.startsWith("class") ? "class" : "Function";
  return kind === "class"
    ? `[class ${name || "(anonymous)"}]`
    : `[${kind}${name ? `: ${name}` : " (anonymous)"}]`;
}

/** Name and message; the stack goes to the console beside the text, mapped to the visitor's files. */
export function showError(error: Error): string {
  const name = String(error.name);
  const message = String(error.message);
  const own = message === "" ? name : `${name}: ${message}`;
  return error.cause === undefined
    ? own
    : `${own} { [cause]: ${error.cause instanceof Error ? showError(error.cause) : show(error.cause, 1, [])} }`;
}

function showObject(value: object, depth: number, path: readonly object[]): string {
  if (value instanceof Error) return depth === 0 ? showError(value) : `[${showError(value)}]`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return RegExp.prototype.toString.call(value);
  if (value instanceof Promise) return "Promise {}";
  const prefix = prefixOf(value);
  const isArray = Array.isArray(value) || ArrayBuffer.isView(value);
  if (depth > maxDepth) return isArray ? "[Array]" : `[${prefix || "Object"}]`;
  const inner = [...path, value];
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  const items = itemsOf(value, depth, inner);
  const size = sizeOf(value);
  const name = size === null ? prefix : `${prefix}(${size})`;
  return join(name === "" ? open : `${name} ${open}`, items, close, isArray);
}

/** The class's name; nothing for plain objects and arrays. */
function prefixOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return "[Object: null prototype]";
  const name = (prototype as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name !== "string" || name === "Object" || name === "Array" ? "" : name;
}

function sizeOf(value: object): number | null {
  if (value instanceof Map || value instanceof Set) return value.size;
  return ArrayBuffer.isView(value) && !(value instanceof DataView)
    ? (value as unknown as Uint8Array).length
    : null;
}

function itemsOf(value: object, depth: number, path: readonly object[]): string[] {
  const next = (item: unknown) => show(item, depth + 1, path);
  if (value instanceof Map) return limited([...value], ([key, item]) => `${next(key)} => ${next(item)}`);
  if (value instanceof Set) return limited([...value], next);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return limited(value as unknown as Uint8Array, String);
  if (isIterableOfPairs(value)) return limited([...value], ([key, item]) => `${showKey(key)}: ${next(item)}`);
  const named = Object.keys(value).filter((key) => !Array.isArray(value) || !/^\d+$/.test(key));
  const fields = limited(named, (key) => `${showKey(key)}: ${showField(value, key, next)}`);
  return Array.isArray(value) ? [...limited(value, next), ...fields] : fields;
}

function isIterableOfPairs(value: object): value is Iterable<[string, unknown]> {
  const name = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag];
  return name === "Headers";
}

function showField(value: object, key: string, next: (item: unknown) => string): string {
  const field = Object.getOwnPropertyDescriptor(value, key);
  if (field?.get !== undefined) return field.set === undefined ? "[Getter]" : "[Getter/Setter]";
  return field?.set === undefined ? next(field?.value) : "[Setter]";
}

function showKey(key: string): string {
  return plainKey.test(key) ? key : quote(key);
}

function limited<Item>(items: ArrayLike<Item>, toText: (item: Item) => string): string[] {
  const shown = Array.from({ length: Math.min(items.length, maxItems) }, (_, at) =>
    toText(items[at] as Item),
  );
  const left = items.length - shown.length;
  return left > 0 ? [...shown, `... ${left} more item${left > 1 ? "s" : ""}`] : shown;
}

function join(open: string, items: readonly string[], close: string, isArray: boolean): string {
  if (items.length === 0) return open + close;
  const oneLine = `${open} ${items.join(", ")} ${close}`;
  const fits = oneLine.length <= lineWidth + 4 && !items.some((item) => item.includes("\n"));
  if (fits && !(isArray && items.length > 6 && oneLine.length > lineWidth)) return oneLine;
  return `${open}\n${items.map((item) => `  ${item.replaceAll("\n", "\n  ")}`).join(",\n")}\n${close}`;
}

/** `console.log`'s arguments as one text: `%s %d %i %f %j %o %O %c %%` in the first, then the rest. */
export function formatLine(args: readonly unknown[]): string {
  const [first, ...others] = args;
  if (typeof first !== "string") return args.map(asWord).join(" ");
  let used = 0;
  const text = first.replace(/%[sdifjoOc%]/g, (mark) => {
    if (mark === "%%") return "%";
    if (used >= others.length) return mark;
    return formatMark(mark, others[used++]);
  });
  return [text, ...others.slice(used).map(asWord)].join(" ");
}

function asWord(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}

function formatMark(mark: string, value: unknown): string {
  switch (mark) {
    case "%s":
      return typeof value === "string"
        ? value
        : typeof value === "object" && value !== null
          ? show(value, 2, [])
          : inspect(value);
    case "%d":
      return typeof value === "bigint"
        ? `${value}n`
        : typeof value === "object"
          ? "NaN"
          : String(Number(value));
    case "%i":
      return typeof value === "bigint" ? `${value}n` : String(Number.parseInt(String(value), 10));
    case "%f":
      return String(Number.parseFloat(String(value)));
    case "%j":
      return toJson(value);
    case "%c":
      return "";
    default:
      return inspect(value);
  }
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch {
    return "[Circular]";
  }
}
