import { inspect } from "./inspect.ts";
import { textWidth } from "./text-width.ts";

/** More rows than a line of the console can hold. */
const maxRows = 500;

type Column = { readonly head: string; readonly cells: readonly string[] };

/** `console.table`'s text as Node draws it; undefined: the value has no rows. */
export function consoleTable(data: unknown, properties?: unknown): string | undefined {
  if (typeof data !== "object" || data === null) return undefined;
  return draw(columnsOf(data, Array.isArray(properties) ? properties.map(String) : undefined));
}

function columnsOf(data: object, properties: readonly string[] | undefined): Column[] {
  if (data instanceof Map) {
    const entries = take(data);
    return [
      { head: "(iteration index)", cells: entries.map((_, at) => String(at)) },
      { head: "Key", cells: entries.map(([key]) => cell(key)) },
      { head: "Values", cells: entries.map(([, value]) => cell(value)) },
    ];
  }
  if (data instanceof Set) {
    const values = take(data);
    return [
      { head: "(iteration index)", cells: values.map((_, at) => String(at)) },
      { head: "Values", cells: values.map(cell) },
    ];
  }
  const rows = Object.keys(data).slice(0, maxRows);
  const items = rows.map((row) => (data as Record<string, unknown>)[row]);
  const heads = new Set(items.flatMap((item) => (isObject(item) ? (properties ?? Object.keys(item)) : [])));
  const columns = [...heads].map((head) => ({ head, cells: items.map((item) => field(item, head)) }));
  const values = { head: "Values", cells: items.map((item) => (isObject(item) ? "" : cell(item))) };
  return [{ head: "(index)", cells: rows }, ...columns, ...(items.every(isObject) ? [] : [values])];
}

function take<Item>(items: Iterable<Item>): Item[] {
  const taken: Item[] = [];
  for (const item of items) if (taken.push(item) >= maxRows) break;
  return taken;
}

const isObject = (value: unknown): value is object =>
  typeof value === "function" || (typeof value === "object" && value !== null);

const field = (item: unknown, name: string) =>
  isObject(item) && Object.hasOwn(item, name) ? cell((item as Record<string, unknown>)[name]) : "";

/** A cell holds one level, and of larger objects only their name. */
function cell(value: unknown): string {
  const isLarge =
    typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 2;
  return inspect(value, {
    depth: isLarge ? -1 : 0,
    maxArrayLength: 3,
    breakLength: Number.POSITIVE_INFINITY,
  });
}

function draw(columns: readonly Column[]): string {
  const widths = columns.map(({ head, cells }) => Math.max(...[head, ...cells].map(textWidth)));
  const row = (texts: readonly string[]) =>
    `│ ${texts.map((text, at) => text + " ".repeat(Math.max(0, (widths[at] ?? 0) - textWidth(text)))).join(" │ ")} │`;
  const line = (left: string, middle: string, right: string) =>
    left + widths.map((width) => "─".repeat(width + 2)).join(middle) + right;
  const rows = (columns[0]?.cells ?? []).map((_, at) => row(columns.map(({ cells }) => cells[at] ?? "")));
  const head = row(columns.map(({ head }) => head));
  return [line("┌", "┬", "┐"), head, line("├", "┼", "┤"), ...rows, line("└", "┴", "┘")].join("\n");
}
