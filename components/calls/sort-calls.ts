import type { CallColumn, CallRow } from "./call-row.ts";

export type CallOrder = { readonly column: CallColumn; readonly direction: "ascending" | "descending" };

/** As recorded: the order in which the calls appeared. */
export const recordedOrder: CallOrder = { column: "call", direction: "ascending" };

/** Missing values stand last in both directions; equal ones keep the order of the record. */
export function sortCalls(rows: readonly CallRow[], { column, direction }: CallOrder): readonly CallRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [x, y] = [a.values[column], b.values[column]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    if (column === "call" && a.isOutside !== b.isOutside) return Number(a.isOutside) - Number(b.isOutside);
    const difference =
      typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y));
    return sign * (difference || a.attempt - b.attempt) || a.row - b.row;
  });
}

/** The order after a click on a column's head: that column up, then down. */
export function nextOrder(order: CallOrder, column: CallColumn): CallOrder {
  const again = order.column === column && order.direction === "ascending";
  return { column, direction: again ? "descending" : "ascending" };
}
