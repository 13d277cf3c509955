import type { Inspection } from "./inspection.ts";
import { textWidth } from "./text-width.ts";

export type Layout = {
  readonly base: string;
  readonly open: string;
  readonly close: string;
  readonly isArray: boolean;
};

/**
 * Puts the parts of an object between its braces: on one line when the innermost levels fit there, long lists in
 * columns, else one below the other. The rules and numbers are those of Node's `lib/internal/util/inspect.js`.
 */
export function layOut(
  inspection: Inspection,
  parts: readonly string[],
  { base, open, close, isArray }: Layout,
  depth: number,
  value: object,
): string {
  const { compact } = inspection.options;
  const before = base === "" ? "" : `${base} `;
  const grouped = isArray && compact >= 1 && parts.length > 6 ? inColumns(inspection, parts, value) : parts;
  if (compact >= 1 && inspection.currentDepth - depth < compact && grouped.length === parts.length) {
    const used = grouped.length + inspection.indentation + open.length + base.length + 10;
    const oneLine = grouped.join(", ");
    if (fits(inspection, grouped, used, base) && !oneLine.includes("\n"))
      return `${before}${open} ${oneLine} ${close}`;
  }
  const indent = `\n${" ".repeat(inspection.indentation)}`;
  return `${before}${open}${indent}  ${grouped.join(`,${indent}  `)}${indent}${close}`;
}

function fits({ options }: Inspection, parts: readonly string[], used: number, base: string): boolean {
  let length = parts.length + used;
  if (length + parts.length > options.breakLength) return false;
  for (const part of parts) {
    length += part.length;
    if (length > options.breakLength) return false;
  }
  return base === "" || !base.includes("\n");
}

/** About two and a half times as many columns as rows look square, as characters are higher than wide. */
function inColumns(
  { options, indentation }: Inspection,
  parts: readonly string[],
  value: object,
): readonly string[] {
  const { maxArrayLength, breakLength, compact } = options;
  // "… more items" stands on its own line.
  const count = maxArrayLength < parts.length ? parts.length - 1 : parts.length;
  const widths = parts.slice(0, count).map((part) => textWidth(part));
  const total = widths.reduce((sum, width) => sum + width + 2, 0);
  const longest = Math.max(0, ...widths);
  const cell = longest + 2;
  if (cell * 3 + indentation >= breakLength || !(total / cell > 5 || longest <= 6)) return parts;
  const biased = Math.max(cell - 3 - Math.sqrt(cell - total / parts.length), 1);
  const columns = Math.min(
    Math.round(Math.sqrt(2.5 * biased * count) / biased),
    Math.floor((breakLength - indentation) / cell),
    compact * 4,
    15,
  );
  if (columns <= 1) return parts;
  const columnWidths = Array.from({ length: columns }, (_, column) =>
    Math.max(2, ...widths.filter((_, at) => at % columns === column).map((width) => width + 2)),
  );
  const items = value as { readonly [at: number]: unknown };
  const areNumbers = parts.every((_, at) => typeof items[at] === "number" || typeof items[at] === "bigint");
  const rows: string[] = [];
  for (let from = 0; from < count; from += columns) {
    const row = parts.slice(from, Math.min(from + columns, count)).map((part, column, all) => {
      const isLast = column === all.length - 1;
      const room = (columnWidths[column] ?? 0) + part.length - (widths[from + column] ?? 0);
      if (areNumbers) return isLast ? part.padStart(room - 2) : `${part}, `.padStart(room);
      return isLast ? part : `${part}, `.padEnd(room);
    });
    rows.push(row.join(""));
  }
  return count < parts.length ? [...rows, parts[count] ?? ""] : rows;
}
