import type { CallColumn, CallRow } from "./call-row.ts";

export type CallOrder = { readonly column: CallColumn; readonly direction: "ascending" | "descending" };

/** As recorded: the order in which the calls appeared, each with what its handler called below it. */
export const recordedOrder: CallOrder = { column: "call", direction: "ascending" };

/** Whether calls stand below the one whose handler made them. */
export function isTreeOrder({ column }: CallOrder): boolean {
  return column === "call";
}

/** Missing values stand last in both directions; equal ones keep the order of the record. */
export function sortCalls(rows: readonly CallRow[], order: CallOrder): readonly CallRow[] {
  if (!isTreeOrder(order)) return sortRows(rows, order);
  const known = new Set(rows.map(({ row }) => row));
  const hasCaller = ({ caller }: CallRow) => caller !== null && known.has(caller.row);
  const below = Map.groupBy(rows.filter(hasCaller), ({ caller }) => caller?.row);
  // Whichever way calls are sorted, a handler made its own from first to last.
  const withHops = (call: CallRow): readonly CallRow[] => {
    const hops = below.get(call.row);
    return hops === undefined ? [call] : [call, ...sortRows(hops, byStart).flatMap(withHops)];
  };
  return sortRows(
    rows.filter((row) => !hasCaller(row)),
    order,
  ).flatMap(withHops);
}

const byStart: CallOrder = { column: "start", direction: "ascending" };

function sortRows(rows: readonly CallRow[], { column, direction }: CallOrder): readonly CallRow[] {
  const sign = direction === "ascending" ? 1 : -1;
  const rank = ({ isOutside, isNested }: CallRow) => (isNested ? 2 : isOutside ? 1 : 0);
  return [...rows].sort((a, b) => {
    const [x, y] = [a.values[column], b.values[column]];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    // Each kind is counted by itself.
    if (column === "call" && rank(a) !== rank(b)) return rank(a) - rank(b);
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
